"""Is an address written as the post wants it? A guardian looks at what is suggested, and takes it or leaves it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from museminder.domain.people.actions.address_suggestions import (
    Suggestion,
    accept_suggestion,
    refuse_suggestion,
    suggestion_for,
)
from museminder.domain.people.formats.postal_addresses import Problem, data_set
from museminder.domain.people.models import Guardian
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.sites.member.people.forms import GuardianProfileForm
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

_PROBLEMS = {
    Problem.MISSING: gettext_lazy("Missing"),
    Problem.UNKNOWN: gettext_lazy("Not a region of this country"),
    Problem.WRONG_FORM: gettext_lazy("Not a postal code of this region"),
}


@page(Permission.MY_FAMILY_EDIT)
def show(request: Any, guardian_id: UUID) -> HttpResponse:
    """The address part by part: as typed, what the rules say of it, and how they would write it."""
    row = get_object_or_404(Guardian, pk=guardian_id, account_id=request.actor.account_id)
    found = suggestion_for(row, by=request.actor, at=request.received_at)
    context = {"guardian": row, "found": found, "parts": _parts(found), "rules": data_set()}
    return show_page(request, "member/address.html", context)


@require_POST
@page(Permission.MY_FAMILY_EDIT)
def accept(request: Any, guardian_id: UUID) -> HttpResponse:
    """The address is written as suggested."""
    return _answered(request, guardian_id, accept_suggestion, _("Saved as suggested."))


@require_POST
@page(Permission.MY_FAMILY_EDIT)
def refuse(request: Any, guardian_id: UUID) -> HttpResponse:
    """The address stays as it is."""
    said = _("It stays as you wrote it; this is not suggested again.")
    return _answered(request, guardian_id, refuse_suggestion, said)


def _answered(request: Any, guardian_id: UUID, act: Any, said: str) -> HttpResponse:
    row = get_object_or_404(Guardian, pk=guardian_id, account_id=request.actor.account_id)
    version = request.POST.get("version", "")
    try:
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
        act(guardian_id=row.pk, version=number, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect_to(request, address_of("member:people:address", guardian_id=row.pk))


def _parts(found: Suggestion) -> list[dict[str, Any]]:
    words = GuardianProfileForm.base_fields
    return [
        {
            "label": words[part].label,
            "typed": found.typed.get(part, ""),
            "problem": _PROBLEMS[found.found.problems[part]] if part in found.found.problems else "",
            "suggested": found.corrections.get(part, ""),
            "example": found.found.example if part == "postal_code" else "",
        }
        for part in GuardianProfileForm.ADDRESS
    ]
