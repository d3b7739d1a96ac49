"""Pages about orders that keep somebody away from a student."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.widenings import ask_to_end_denial
from museminder.domain.people.models import CustodyDenial, Guardian, Student
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import CustodyDenialForm, ReasonForm
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.saving import Words, save, typed


@page(Permission.CUSTODY_EDIT)
def create(request: Any, student_id: UUID) -> HttpResponse:
    """Write down an order; it holds from the next click of whom it names."""
    student = get_object_or_404(Student, pk=student_id)
    guardians = Guardian.objects.filter(guardianships__student=student, merged_into=None).order_by("name_key")
    form = CustodyDenialForm(typed(request), guardians=guardians, idempotent=True)

    def do(data: dict[str, Any]) -> None:
        record_custody_denial(student=student, by=request.actor, at=request.received_at, **data)

    note = _(
        "Whoever is named sees nothing of %(name)s and is told nothing, on every site and list, from the next click on."
    )
    names = {"name": student.full_name}
    words = Words(
        _("A custody order about %(name)s") % names,
        _("Record the order"),
        _("The order is in force."),
        note % names,
    )
    return save(request, form, do, words=words, place=place_in(family_of(student), _("Custody order")))


@page(Permission.CUSTODY_EDIT)
def end(request: Any, denial_id: UUID) -> HttpResponse:
    """Take an order back, for a reason."""
    denial = get_object_or_404(CustodyDenial.objects.select_related("student"), pk=denial_id)
    form = ReasonForm(typed(request))

    def do(data: dict[str, Any]) -> None:
        ask_to_end_denial(denial_id=denial.pk, by=request.actor, at=request.received_at, **data)

    names = {"person": denial.person_name, "student": denial.student.full_name}
    note = _(
        "It stays in force until a second person of the office confirms it; the rights of %(person)s for %(student)s"
        " are then again what they were."
    )
    words = Words(
        _("End the order about %(person)s") % names,
        _("Ask to end the order"),
        _("It waits for a second person. Until then the order is in force."),
        note % names,
    )
    return save(request, form, do, words=words, place=place_in(family_of(denial.student), _("Custody order")))
