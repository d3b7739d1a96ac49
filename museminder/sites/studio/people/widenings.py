"""What one person of the office asked for and another has to confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from museminder.domain.people.actions.widening_decisions import confirm_widening, refuse_widening
from museminder.domain.people.models import Widening
from museminder.domain.people.queries.widenings import waiting_widenings
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

RIGHT_WORDS = {
    "sees": gettext_lazy("Sees"),
    "may_pick_up": gettext_lazy("Picks up"),
    "pays": gettext_lazy("Pays"),
    "may_consent": gettext_lazy("Consents"),
}
DECIDED = 20  # of the latest


@page(Permission.GUARDIAN_EDIT)
def index(request: Any) -> HttpResponse:
    """What waits for a second person, and what was decided lately."""
    decided = Widening.objects.exclude(state="waiting").select_related("student", "guardian", "denial")
    context = {
        "waiting": [
            (each, words_of(each), each.asked_by_account_id != request.actor.account_id)
            for each in waiting_widenings()
        ],
        "decided": [(each, words_of(each)) for each in decided.order_by("-decided_at")[:DECIDED]],
    }
    return show_page(request, "studio/people/widenings.html", context)


@require_POST
@page(Permission.GUARDIAN_EDIT)
def confirm(request: Any, widening_id: UUID) -> HttpResponse:
    """Agree, as a second person."""
    return _decide(request, widening_id, confirm_widening, _("Confirmed. It holds from the next click on."))


@require_POST
@page(Permission.GUARDIAN_EDIT)
def refuse(request: Any, widening_id: UUID) -> HttpResponse:
    """Say no, or take back what one asked for."""
    return _decide(request, widening_id, refuse_widening, _("Refused. Everything stays as it is."))


def words_of(widening: Widening) -> list[str]:
    """What is to be given, in words."""
    if widening.denial_id is not None:
        return [_("The order ends")]
    if widening.is_of_an_address:
        return [_("A new e-mail address"), *filter(None, [widening.email])]
    return [str(word) for name, word in RIGHT_WORDS.items() if getattr(widening, name)]


def _decide(request: Any, widening_id: UUID, action: Callable[..., object], done: str) -> HttpResponse:
    widening = get_object_or_404(Widening, pk=widening_id)
    try:
        action(widening_id=widening.pk, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect_to(request, address_of("studio:people:widenings:index"))
