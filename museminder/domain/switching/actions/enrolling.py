"""Students of an import come into their classes and lessons together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.billed_account import family_billed_for
from museminder.domain.enrollment.rules import Full
from museminder.domain.people.models import Student
from museminder.domain.switching.actions.placing_offerings import REASON
from museminder.domain.switching.actions.remembering import FOUND, Writing
from museminder.domain.switching.rules.settled import SettledKind
from museminder.foundation.identity.rules import Refused


@dataclass(frozen=True, slots=True)
class WantedEnrollment:
    """A student who is to come into an offering from a day on; ``unit`` is the key of their family."""

    key: str
    student_id: UUID
    offering: Offering
    kind: SettledKind
    starts_on: date
    unit: str


def enroll(writing: Writing, wanted: Sequence[WantedEnrollment]) -> None:
    """Enroll students; more children than places come in too, as a recorded decision. Who is enrolled stays so."""
    students = Student.objects.in_bulk([one.student_id for one in wanted])
    held = _held(wanted)
    for one in wanted:
        known = held.get((one.student_id, one.offering.pk))
        if known:
            writing.remember("enrollment", one.key, known, FOUND, unit=one.unit)
        else:
            made = _enroll(writing, one, students[one.student_id])
            writing.remember("enrollment", one.key, Enrollment.objects.get(pk=made.pk), unit=one.unit)


def _held(wanted: Sequence[WantedEnrollment]) -> dict[tuple[UUID, UUID], Enrollment]:
    """Enrollments that are there already: open, still to end, or of the same kind."""
    asked = {(one.student_id, one.offering.pk): one for one in wanted}
    rows = Enrollment.objects.filter(
        student__in={student for student, _offering in asked},
        offering__in={offering for _student, offering in asked},
    ).order_by("-starts_on", "-id")
    found: dict[tuple[UUID, UUID], Enrollment] = {}
    for row in rows:
        one = asked.get((row.student_id, row.offering_id))
        if one and (row.until is None or row.until > one.starts_on or row.kind == one.kind.value):
            found[row.student_id, row.offering_id] = row
    return found


def _enroll(writing: Writing, one: WantedEnrollment, student: Student) -> Enrollment:
    wanted: dict[str, Any] = {
        "student": student,
        "offering": one.offering,
        "starts_on": one.starts_on,
        "kind": one.kind.value,
        "clash_reason": REASON,
        "by": writing.by,
        "at": writing.at,
    }
    is_trial_without_meetings = one.kind is SettledKind.TRIAL and not _has_meetings(one)
    if one.kind is SettledKind.WAITLISTED or is_trial_without_meetings:
        return _listed(writing, one, student)
    try:
        return enroll_student(**wanted)
    except Full:
        return enroll_student(**wanted, override_reason=REASON)
    except Refused as refusal:
        writing.remarks.append(f"{student.full_name}, {one.offering.name}: {refusal}")
        return _listed(writing, one, student)


def _has_meetings(one: WantedEnrollment) -> bool:
    rows = Meeting.objects.filter(offering=one.offering, held_on__gte=one.starts_on, is_cancelled=False)
    return rows.exists()


def _listed(writing: Writing, one: WantedEnrollment, student: Student) -> Enrollment:
    """An enrollment that takes no place in any meeting."""
    return Enrollment.objects.create(
        student=student,
        offering=one.offering,
        family_account=open_family_account(family_id=family_billed_for(student, writing.today).pk),
        kind=one.kind.value,
        starts_on=one.starts_on,
        enrolled_at=writing.at,
    )
