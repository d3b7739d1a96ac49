"""Students of an import come into their classes and lessons together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.actions.enrollments import NewEnrollment, enroll_students
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.billed_account import family_billed_for
from museminder.domain.people.models import Student
from museminder.domain.switching.actions.placing_offerings import REASON
from museminder.domain.switching.actions.remembering import FOUND, Writing
from museminder.domain.switching.rules.settled import SettledKind


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
    known = [(one, held[_pair(one)]) for one in wanted if _pair(one) in held]
    for one, enrollment in known:
        writing.remember("enrollment", one.key, enrollment, FOUND, unit=one.unit)
    asked = [one for one in wanted if _pair(one) not in held]
    outcomes = enroll_students(
        new=[_new(one, students[one.student_id]) for one in asked], by=writing.by, at=writing.at
    )
    made: dict[str, UUID] = {}
    for one, outcome in zip(asked, outcomes, strict=True):
        if outcome.enrollment is not None:
            made[one.key] = outcome.enrollment.pk
            continue
        student = students[one.student_id]
        if one.kind is not SettledKind.TRIAL:  # a trial without a meeting yet is nothing to worry about
            writing.remarks.append(f"{student.full_name}, {one.offering.name}: {outcome.refusal}")
        made[one.key] = _listed(writing, one, student).pk
    rows = Enrollment.objects.in_bulk(list(made.values()))
    for one in asked:
        writing.remember("enrollment", one.key, rows[made[one.key]], unit=one.unit)


def _pair(one: WantedEnrollment) -> tuple[UUID, UUID]:
    return one.student_id, one.offering.pk


def _new(one: WantedEnrollment, student: Student) -> NewEnrollment:
    return NewEnrollment(
        student=student,
        offering=one.offering,
        starts_on=one.starts_on,
        kind=one.kind.value,
        override_reason=REASON,
        clash_reason=REASON,
    )


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
