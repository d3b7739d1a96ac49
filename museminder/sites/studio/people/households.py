"""Pages about the households of a student."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.actions.households import change_household, end_household
from museminder.domain.people.actions.widenings import ask_to_place
from museminder.domain.people.models import Family, Household, Student
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import HouseholdForm, LastDayForm, SecondHouseholdForm
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.saving import Words, save, typed

KNOWN = ("lives_with", "share_percent", "is_billed_by_default")


@page(Permission.FAMILY_EDIT)
def create(request: Any, student_id: UUID) -> HttpResponse:
    """Place a student in one more family."""
    student = get_object_or_404(Student, pk=student_id)
    here = Household.objects.filter(student=student).values("family_id")
    families = Family.objects.filter(is_active=True, merged_into=None).exclude(pk__in=here)
    form = SecondHouseholdForm(
        typed(request),
        families=families.order_by("name_key"),
        idempotent=True,
        initial={"starts_on": request.now_on, "lives_with": True, "share_percent": 0},
    )

    def do(data: dict[str, Any]) -> None:
        ask_to_place(student=student, by=request.actor, at=request.received_at, **data)

    note = _("The shares of all households together are at most 100 percent: lower the other one first.")
    words = Words(
        _("Another household of %(name)s") % {"name": student.full_name},
        _("Save"),
        _("The household is here."),
        note,
    )
    return save(request, form, do, words=words, place=place_in(family_of(student), _("Another household")))


@page(Permission.FAMILY_EDIT)
def edit(request: Any, household_id: UUID) -> HttpResponse:
    """Say anew whether a student lives with a family, its share, and whether it is billed by default."""
    household = get_object_or_404(Household.objects.select_related("student", "family"), pk=household_id)
    form = HouseholdForm(
        typed(request), initial={name: getattr(household, name) for name in KNOWN}, edits=True
    )

    def do(data: dict[str, Any]) -> None:
        change_household(household_id=household.pk, by=request.actor, at=request.received_at, **data)

    names = {"student": household.student.full_name, "family": household.family.name}
    words = Words(_("%(student)s in the family %(family)s") % names, _("Save"), _("Saved."))
    return save(request, form, do, words=words, place=place_in(household.family, _("Household")))


@page(Permission.FAMILY_EDIT)
def remove(request: Any, household_id: UUID) -> HttpResponse:
    """A student leaves a family, with a last day."""
    household = get_object_or_404(Household.objects.select_related("student", "family"), pk=household_id)
    form = LastDayForm(typed(request), initial={"last_day": request.now_on})

    def do(data: dict[str, Any]) -> None:
        end_household(household_id=household.pk, by=request.actor, at=request.received_at, **data)

    names = {"student": household.student.full_name, "family": household.family.name}
    note = _("From the day after, the guardians of this family see nothing of the student.")
    words = Words(
        _("%(student)s leaves the family %(family)s") % names, _("End the household"), _("Saved."), note
    )
    return save(request, form, do, words=words, place=place_in(household.family, _("Household")))
