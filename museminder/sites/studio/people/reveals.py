"""Showing what is kept sealed: asked for with a purpose, written down, then shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.models import Family, Guardian, Student
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ERASED, reveal
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import PurposeForm
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.saving import typed
from museminder.web.rendering import show_part
from museminder.web.showing_again import ask_again


@page(Permission.BIRTH_DATE_REVEAL)
def birth_date(request: Any, student_id: UUID) -> HttpResponse:
    """A student's birth date."""
    student = get_object_or_404(Student, pk=student_id)
    return _ask(request, student, "birth_date", _("Birth date of %(name)s") % {"name": student.full_name})


@page(Permission.CARE_NOTE_REVEAL)
def care_notes(request: Any, student_id: UUID) -> HttpResponse:
    """What a teacher must know about a student."""
    student = get_object_or_404(Student, pk=student_id)
    again = (
        ask_again(request, "reveal", then=way_back(request, student)) if request.method == "POST" else None
    )
    if again is not None:
        return again
    return _ask(request, student, "care_notes", _("Care notes of %(name)s") % {"name": student.full_name})


@page(Permission.ADDRESS_REVEAL)
def address(request: Any, guardian_id: UUID) -> HttpResponse:
    """Where a guardian lives."""
    guardian = get_object_or_404(Guardian.objects.select_related("family"), pk=guardian_id)
    return _ask(request, guardian, "address", _("Address of %(name)s") % {"name": guardian.full_name})


@page(Permission.ADDRESS_REVEAL)
def note(request: Any, family_id: UUID) -> HttpResponse:
    """The office's note about a family."""
    family = get_object_or_404(Family, pk=family_id)
    return _ask(request, family, "note", _("Note about the family %(name)s") % {"name": family.name})


def _ask(request: Any, row: models.Model, name: str, title: str) -> HttpResponse:
    form = PurposeForm(typed(request), prefix=f"{name}-{row.pk}")
    context = {"form": form, "title": title, "back": way_back(request, row), "value": None, "is_shown": False}
    if request.method == "POST" and form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        asked = {"purpose": purpose, "by": request.actor, "at": request.received_at}
        value = reveal([row], [name], **asked, erased=ERASED)[row.pk][name]
        context |= {"value": value, "is_shown": True, "is_erased": value is ERASED}
    status = 422 if form.errors else 200
    answer = show_part(request, "studio/people/reveal.html#answer", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def way_back(request: Any, row: models.Model) -> str:
    """The family's page, for whoever may see families; an instructor goes home."""
    if Permission.FAMILY_SEE not in request.permissions:
        return f"/{request.studio.slug}/"
    if isinstance(row, Student):
        return place_in(family_of(row), "").back
    return place_in(row.family if isinstance(row, Guardian) else row, "").back  # type: ignore[arg-type]
