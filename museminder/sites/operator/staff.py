"""People with access: who runs MuseMinder, what they were taught, and parting with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.oversight.actions.registers import record_training
from museminder.domain.oversight.actions.staff import offboard_operator
from museminder.domain.oversight.models import OperatorStaff
from museminder.domain.oversight.queries.people_with_access import current_staff
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import SUBJECTS, TrainingForm
from museminder.sites.operator.showing import record_by_form, show
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@page(Permission.OPERATOR_SEE)
def index(request: Any) -> HttpResponse:
    """Everybody who runs MuseMinder, and until when they may be let into a studio."""
    return show(
        request, "operator/staff.html", {"people": current_staff(on=request.now_on), "subjects": SUBJECTS}
    )


@page(Permission.OPERATOR_RECORD)
def create_training(request: Any) -> HttpResponse:
    """Note that somebody was taught."""
    form = TrainingForm(request.POST or None, on=request.now_on)

    def act() -> object:
        said = dict(form.cleaned_data)
        staff_id = UUID(said.pop("staff"))
        return record_training(staff_id=staff_id, **said, by=request.actor, at=request.received_at)

    return record_by_form(
        request,
        form,
        act,
        title=_("Record a training"),
        note=_("Without a training that holds, the database opens no studio to anybody of ours."),
        back=(_("People with access"), address_of("staff")),
        done=_("The training is recorded."),
    )


@require_POST
@page(Permission.OPERATOR_OFFBOARD)
def offboard(request: Any, staff_id: UUID) -> HttpResponse:
    """Part with somebody: sessions, grants and memberships end now."""
    staff = get_object_or_404(OperatorStaff, pk=staff_id, ended_at=None)
    try:
        offboard_operator(account_id=staff.account_id, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s is out: every session and grant has ended.") % {"name": staff.name}
        )
    return redirect_to(request, address_of("staff"))
