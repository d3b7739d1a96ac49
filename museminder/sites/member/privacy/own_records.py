"""Having one's own record as a guardian erased: what goes, what stays, and what has to be settled first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from museminder.domain.privacy.actions.own_records import ask_for_own_erasure
from museminder.foundation.identity.door import again_step
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to, show


class EraseMyselfForm(Form):
    """Said twice, because nobody can undo it."""

    understood = forms.BooleanField(label=gettext_lazy("I know that nobody can undo this"))


@page(Permission.MY_PRIVACY_ASK)
def create(request: Any) -> HttpResponse:
    """What would go and what would stay; asked for by somebody who shows once more who they are."""
    again = again_step(request, then=request.get_full_path())
    if again is not None:
        return again
    form = EraseMyselfForm(request.POST or None, idempotent=True)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_for_own_erasure(by=request.actor, at=request.received_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect_to(request, address_of("member:privacy:request", request_id=asked.pk))
    status = 422 if form.errors else 200
    return show(request, "member/privacy/erase_myself.html", {"form": form}, status=status)
