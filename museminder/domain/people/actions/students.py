"""Students come, change and leave."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.people.actions.changing import change_facts, clean_facts
from museminder.domain.people.actions.coming_of_age import pass_rights
from museminder.domain.people.actions.households import place_in_family
from museminder.domain.people.events import StudentAdded
from museminder.domain.people.models import Family, Student
from museminder.domain.people.queries.coming_of_age import may_be_near_of_age
from museminder.domain.people.rules import check_birth_date, check_not_merged, day_of
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

STUDENT_FACTS = frozenset(
    {
        "first_name",
        "last_name",
        "preferred_name",
        "birth_date",
        "care_notes",
        "is_adult",
        "school_name",
        "instrument",
        "started_on",
        "ended_on",
    }
)


def add_student(
    *,
    family: Family,
    first_name: str,
    by: Actor,
    at: datetime,
    lives_with: bool = True,
    share_percent: int = 100,
    is_billed_by_default: bool = True,
    since: date | None = None,
    **facts: Any,
) -> Student:
    """Add a student to a family; its guardians get every right for a child, and may pay for somebody of age.

    ``facts`` are those of ``STUDENT_FACTS`` (``birth_date`` a date, ``care_notes`` a text, both sealed).
    ``since`` is the first day in the household, today unless given. Raises ``Refused``.
    """
    known = clean_facts(Student, {"first_name": first_name, **facts})
    check_birth_date(known.get("birth_date"), day_of(at))
    if unknown := set(known) - STUDENT_FACTS:
        raise TypeError(f"a student has no {', '.join(sorted(unknown))}")
    with transaction.atomic(using=current_site()):
        check_not_merged(family)
        known.setdefault("started_on", day_of(at))
        student = Student(**known)
        student.save(force_insert=True)
        record_change("people.student.added", of=student, by=by, at=at, details={"family_id": str(family.pk)})
        place_in_family(
            student=student,
            family=family,
            starts_on=since or known["started_on"] or day_of(at),
            lives_with=lives_with,
            share_percent=share_percent,
            is_billed_by_default=is_billed_by_default,
            by=by,
            at=at,
        )
        announce(StudentAdded(student.pk, family.pk, by=by, at=at))
        _have_birth_date_looked_at(student, known.get("birth_date"), day_of(at))
    return student


def _have_birth_date_looked_at(student: Student, born_on: date | None, on: date) -> None:
    if born_on and not student.is_adult and may_be_near_of_age(born_on, on):
        enqueue("people.look_at_birth_date", student_id=str(student.pk))


def change_student(*, student_id: UUID, by: Actor, at: datetime, **facts: Any) -> Student:
    """Correct what is written about a student (``STUDENT_FACTS``); what is not given stays.

    The history says which facts changed, never from what to what. Raises ``Refused``.
    """
    check_birth_date(facts.get("birth_date"), day_of(at))
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().get(pk=student_id)
        check_not_merged(student)
        changed = change_facts(student, facts, STUDENT_FACTS)
        if changed:
            record_change("people.student.changed", of=student, by=by, at=at, details={"fields": changed})
        if "is_adult" in changed and student.is_adult:
            pass_rights(student, by=by, at=at)
        elif "birth_date" in changed and not student.is_adult:
            enqueue("people.look_at_birth_date", student_id=str(student.pk))
    return student


def deactivate_student(*, student_id: UUID, by: Actor, at: datetime, note: str = "") -> Student:
    """A student leaves the lists; the history stays. Enrollments are withdrawn apart, with their last day."""
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().get(pk=student_id)
        if student.is_active:
            change_facts(student, {"is_active": False, "ended_on": day_of(at)}, {"is_active", "ended_on"})
            record_change("people.student.left", of=student, by=by, at=at, note=note)
    return student


def reactivate_student(*, student_id: UUID, by: Actor, at: datetime) -> Student:
    """A student comes back."""
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().get(pk=student_id)
        check_not_merged(student)
        if not student.is_active:
            change_facts(student, {"is_active": True, "ended_on": None}, {"is_active", "ended_on"})
            record_change("people.student.came_back", of=student, by=by, at=at)
    return student
