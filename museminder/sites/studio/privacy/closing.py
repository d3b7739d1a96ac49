"""Closing the school, and opening it again while that is possible."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.privacy.actions.closing import close_studio, reopen_studio
from museminder.domain.privacy.queries.closing import closing_now, holds_in_force
from museminder.foundation.identity.door import again_step
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.sites.studio.privacy.forms import ClosingForm
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

HERE = "studio:privacy:closing:index"


@require_GET
@page(Permission.STUDIO_CLOSE)
def index(request: Any) -> HttpResponse:
    """What closing means, or until when the school can be opened again."""
    return _shown(request, ClosingForm())


@require_POST
@page(Permission.STUDIO_CLOSE)
def create(request: Any) -> HttpResponse:
    """Close the school; who does shows once more who they are."""
    again = again_step(request, then=address_of(HERE))
    if again is not None:
        return again
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _shown(request, form)
    try:
        close_studio(
            studio_id=request.studio.studio_id,
            typed_name=form.cleaned_data["name"],
            by=request.actor,
            at=request.received_at,
        )
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return _shown(request, form)
    messages.success(request, _("Your school is closing. Every family gets a letter with the date."))
    return redirect_to(request, address_of(HERE))


@require_POST
@page(Permission.STUDIO_CLOSE)
def reopen(request: Any) -> HttpResponse:
    """Open the school again; who does shows once more who they are."""
    again = again_step(request, then=address_of(HERE))
    if again is not None:
        return again
    try:
        reopen_studio(studio_id=request.studio.studio_id, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your school is open again; everything is as it was."))
    return redirect_to(request, address_of(HERE))


def _shown(request: Any, form: ClosingForm) -> HttpResponse:
    context = {
        "form": form,
        "closing": closing_now(),
        "holds": holds_in_force(at=request.received_at),
    }
    return show_page(request, "studio/privacy/closing.html", context, status=422 if form.errors else 200)
