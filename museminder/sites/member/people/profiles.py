"""Telling and correcting what the studio holds: the only place where a family is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import Guardian, OriginsKept, Student
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.sites.member.door import page
from museminder.sites.member.people.forms import GuardianProfileForm, StudentProfileForm
from museminder.sites.member.people.origins import origins_of
from museminder.sites.member.privacy.words import field_words
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.MY_FAMILY_EDIT)
def student(request: Any, student_id: UUID) -> HttpResponse:
    """A child's profile, opened for the family itself and written down like every opening."""
    row = get_object_or_404(Student, pk=student_id)
    opened = _opened(request, row, ["birth_date", "care_notes"])
    initial = {"preferred_name": row.preferred_name, **opened}
    form = StudentProfileForm(request.POST or None, initial=initial, version=row.version)

    def save(data: dict[str, Any]) -> object:
        facts = {name: data[name] or ("" if name == "preferred_name" else None) for name in initial}
        return change_student(student_id=row.pk, by=request.actor, at=request.received_at, **facts)

    return _profile(request, form, row, row.full_name, save)


@page(Permission.MY_FAMILY_EDIT)
def guardian(request: Any, guardian_id: UUID) -> HttpResponse:
    """The person's own record in one family."""
    row = get_object_or_404(Guardian, pk=guardian_id, account_id=request.actor.account_id)
    address = _opened(request, row, ["address"])["address"] or {}
    own = {name: getattr(row, name) for name in ("first_name", "last_name", "mobile_phone", "home_phone")}
    form = GuardianProfileForm(request.POST or None, initial={**own, **address}, version=row.version)

    def save(data: dict[str, Any]) -> object:
        facts = {name: data[name] for name in own} | {"address": form.address()}
        return change_guardian(guardian_id=row.pk, by=request.actor, at=request.received_at, **facts)

    return _profile(request, form, row, _("About you"), save)


def _opened(request: Any, row: Any, fields: list[str]) -> dict[str, Any]:
    opened = reveal([row], fields, purpose=Purpose.OWN_RECORD, by=request.actor, at=request.received_at)
    return opened[row.pk]


def _profile(
    request: Any, form: Any, row: OriginsKept, title: str, save: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The studio sees it from now on."))
            return redirect_to(request, address_of("member:people:family"))
    said = origins_of(row, form.SHOWN, request.actor.account_id)
    context = {
        "form": form,
        "title": title,
        "reasons": form.REASONS,
        "origins": [(field_words(name), words) for name, words in said.items()],
        "address_of": row.pk if "address" in said else None,
    }
    return show(request, "member/profile.html", context, status=422 if form.errors else 200)
