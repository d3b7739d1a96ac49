"""Looking into a studio in an emergency: one of us asks, another agrees, the owner hears of it at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.oversight.actions.broken_glass import ask_to_break_glass, break_glass
from museminder.domain.oversight.models import BrokenGlass
from museminder.domain.oversight.queries.broken_glass import emergencies
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.operator import showing
from museminder.sites.operator.demand_forms import EMERGENCIES, EmergencyForm
from museminder.sites.operator.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@require_GET
@page(Permission.OPERATOR_SEE)
def index(request: Any) -> HttpResponse:
    """Every emergency: who asked, who agreed."""
    at, me = request.received_at, request.actor.account_id
    rows = [(each, each.can_be_approved(at=at), each.requester_id != me) for each in emergencies()]
    return showing.show(request, "operator/emergencies.html", {"rows": rows, "kinds": EMERGENCIES})


@page(Permission.OPERATOR_EMERGENCY)
def create(request: Any) -> HttpResponse:
    """Ask; alone it opens nothing."""
    form = EmergencyForm(request.POST or None)

    def act() -> object:
        return ask_to_break_glass(**form.cleaned_data, by=request.actor, at=request.received_at)

    return showing.record_by_form(
        request,
        form,
        act,
        title=_("Ask to look into a studio"),
        note=_(
            "Only in an emergency. Somebody else must agree within an hour. The owner gets a letter at once, sees every"
            " page you open, and ends it with one click; it ends by itself after an hour."
        ),
        back=(_("Emergencies"), address_of("emergencies")),
        done=_("You asked. Somebody else must agree within an hour."),
    )


@require_POST
@page(Permission.OPERATOR_EMERGENCY)
def approve(request: Any, glass_id: UUID) -> HttpResponse:
    """Agree that it is one."""
    get_object_or_404(BrokenGlass, pk=glass_id)
    try:
        break_glass(glass_id=glass_id, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You agreed. The owner of the studio is being told."))
    return redirect_to(request, address_of("emergencies"))
