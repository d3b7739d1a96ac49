"""The pages of students."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.actions.students import (
    add_student,
    change_student,
)
from museminder.domain.people.models import Family, Student
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import KEEP, StudentForm
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.saving import Words, save, typed

SEALED = ("birth_date", "care_notes")


def reasons() -> dict[str, str]:
    """Why we ask for what is protected."""
    return {
        "birth_date": _("Places the student in a class by age. Rosters show the age, never the date."),
        "care_notes": _(
            "What a teacher must know in the room, such as an allergy. Every look is written down."
        ),
    }


@page(Permission.STUDENT_EDIT)
def create(request: Any, family_id: UUID) -> HttpResponse:
    """Add a student to a family."""
    family = get_object_or_404(Family, pk=family_id)
    form = StudentForm(
        typed(request),
        idempotent=True,
        initial={"last_name": family.name, "started_on": request.now_on},
    )

    def do(data: dict[str, Any]) -> None:
        add_student(family=family, by=request.actor, at=request.received_at, **data)

    words = Words(_("A new student"), _("Add the student"), _("The student is here."))
    return save(request, form, do, words=words, place=place_in(family, words.title, reasons()))


@page(Permission.STUDENT_EDIT)
def edit(request: Any, student_id: UUID) -> HttpResponse:
    """Correct what is written about a student; what is protected is replaced, never shown."""
    student = get_object_or_404(Student, pk=student_id)
    shown = [name for name in StudentForm.base_fields if name not in SEALED]
    form = StudentForm(
        typed(request),
        version=student.version,
        initial={name: getattr(student, name) for name in shown},
    )
    for name in SEALED:
        if getattr(student, name) is not None:
            form.fields[name].help_text = KEEP

    def do(data: dict[str, Any]) -> None:
        facts = {name: value for name, value in data.items() if name not in SEALED or value}
        change_student(student_id=student.pk, by=request.actor, at=request.received_at, **facts)

    words = Words(_("Edit %(name)s") % {"name": student.full_name}, _("Save"), _("Saved."))
    return save(request, form, do, words=words, place=place_in(family_of(student), words.title, reasons()))
