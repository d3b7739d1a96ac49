"""Whether the studio goes along when MuseMinder changes hands: its owner says so, or it does not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.privacy.actions.changes_of_control import choose_transfer
from museminder.domain.privacy.queries.changes_of_control import changes, choices_of_studio
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.sites.studio.privacy.forms import TransferForm
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


@require_GET
@page(Permission.TRANSFER_DECIDE)
def index(request: Any) -> HttpResponse:
    """What was announced, what the studio answered, and the ways out."""
    return _shown(request)


@require_POST
@page(Permission.TRANSFER_DECIDE)
def create(request: Any) -> HttpResponse:
    """Say that the studio goes along, or that it does not."""
    form = TransferForm(request.POST, changes=changes())
    if not form.is_valid():
        return _shown(request, refusal=_("Choose one of the answers below."))
    goes_along = form.cleaned_data["answer"] == "yes"
    try:
        choose_transfer(
            change_id=form.cleaned_data["change"],
            goes_along=goes_along,
            by=request.actor,
            at=request.received_at,
        )
    except Refused as refusal:
        return _shown(request, refusal=str(refusal))
    said = _("Your studio goes along.") if goes_along else _("Your studio does not go along.")
    messages.success(request, said)
    return redirect_to(request, address_of("studio:privacy:transfers:index"))


def _shown(request: Any, *, refusal: str = "") -> HttpResponse:
    answered = choices_of_studio()
    today = request.received_at.date()
    rows = [(each, answered.get(each.pk), each.days_left(on=today)) for each in changes()]
    context = {"rows": rows, "refusal": refusal}
    return show_page(request, "studio/privacy/transfers.html", context, status=422 if refusal else 200)
