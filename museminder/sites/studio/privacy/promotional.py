"""Whether somebody who runs a school wants promotional mail: off, until they turn it on for themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.privacy.actions.promotional_choices import choose_promotional_mail
from museminder.domain.privacy.queries.promotional import wants_promotional_mail
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.sites.studio.privacy.forms import PromotionalForm
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


@page(Permission.PROMOTIONAL_CHOOSE)
def edit(request: Any) -> HttpResponse:
    """What one said, and turning it on."""
    form = PromotionalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _choose(request, wants=True, says_of_age=form.cleaned_data["says_of_age"])
        except Refused as refusal:
            form.add_error("says_of_age", str(refusal))
        else:
            return _done(request, _("It is on. You can turn it off here at any time."))
    context = {"form": form, "wants": wants_promotional_mail(request.actor.account_id)}
    return show_page(request, "studio/privacy/promotional.html", context, status=422 if form.errors else 200)


@require_POST
@page(Permission.PROMOTIONAL_CHOOSE)
def revoke(request: Any) -> HttpResponse:
    """Turn it off."""
    _choose(request, wants=False, says_of_age=False)
    return _done(request, _("It is off."))


def _choose(request: Any, *, wants: bool, says_of_age: bool) -> None:
    choose_promotional_mail(
        membership_id=request.studio.membership_id,
        wants=wants,
        says_of_age=says_of_age,
        by=request.actor,
        at=request.received_at,
    )


def _done(request: Any, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect_to(request, address_of("studio:privacy:promotional:edit"))
