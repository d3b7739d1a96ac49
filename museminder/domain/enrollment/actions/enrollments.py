"""Students come into offerings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from museminder.domain.billing.actions.accounts import open_family_accounts
from museminder.domain.billing.models import FamilyAccount
from museminder.domain.courses.models import Offering
from museminder.domain.courses.rules.local_time import day_of, studio_zone
from museminder.domain.enrollment.actions.admissions import Admissions, Admitted
from museminder.domain.enrollment.actions.participations import write_participations
from museminder.domain.enrollment.actions.places import queue_for, take_places
from museminder.domain.enrollment.events import StudentEnrolled
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.prospects import NewEnrollment, Prospects
from museminder.domain.people.models import Student
from museminder.domain.people.rules import check_text
from museminder.foundation.audit.recording import record_changes
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

__all__ = ["EnrollmentOutcome", "NewEnrollment", "enroll_student", "enroll_students"]
ENROLLED = "enrollment.student.enrolled"


@dataclass(frozen=True, slots=True)
class EnrollmentOutcome:
    """What became of one wish: the enrollment, or why there is none."""

    new: NewEnrollment
    enrollment: Enrollment | None
    refusal: Refused | None


def enroll_student(
    *,
    student: Student,
    offering: Offering,
    starts_on: date,
    by: Actor,
    at: datetime,
    kind: str = Enrollment.Kind.ACTIVE,
    until: date | None = None,
    family_account: FamilyAccount | None = None,
    override_reason: str = "",
    clash_reason: str = "",
    age_reason: str = "",
) -> Enrollment:
    """Enroll a student in an offering: a place in each meeting from ``starts_on`` on, or in all of them none.

    A trial, a single day and a make-up take the first meeting on or after ``starts_on`` and end with it; who is
    waitlisted takes no place. The rest is said at ``NewEnrollment``. Raises ``Full``, ``AlreadyEnrolled``,
    ``Clashing``, ``OutsideAges``, or ``Refused`` with a sentence.
    """
    new = NewEnrollment(
        student, offering, starts_on, kind, until, family_account, override_reason, clash_reason, age_reason
    )
    outcome = enroll_students(new=[new], by=by, at=at)[0]
    if outcome.refusal:
        raise outcome.refusal
    return cast(Enrollment, outcome.enrollment)


def enroll_students(*, new: Sequence[NewEnrollment], by: Actor, at: datetime) -> list[EnrollmentOutcome]:
    """Enroll many students, first come first served in the order given; who is refused does not hinder the others.

    In about as many statements as one takes, and as safe: the offerings' queues are held, and places are taken by one
    guarded statement. Reasons are kept only where they were needed. Raises ``Full`` for all only if somebody lowered
    the limit of a meeting at this very moment.
    """
    wishes = [_clean(one) for one in new]
    if not wishes:
        return []
    with transaction.atomic(using=current_site()):
        queue_for(*{one.offering.pk for one in wishes})
        admissions = Admissions(wishes, by=by, at=at)
        decided = [admissions.decide(one) for one in wishes]
        done = [one for one in decided if isinstance(one, Admitted)]
        _write(done)
        _leave_waitlist([one.enrollment for one in done], admissions.prospects, day_of(at, studio_zone()))
        _record(done, by=by, at=at)
    return [
        EnrollmentOutcome(new, one.enrollment, None)
        if isinstance(one, Admitted)
        else EnrollmentOutcome(new, None, one)
        for new, one in zip(new, decided, strict=True)
    ]


def _clean(new: NewEnrollment) -> NewEnrollment:
    return replace(
        new,
        override_reason=check_text(new.override_reason),
        clash_reason=check_text(new.clash_reason),
        age_reason=check_text(new.age_reason),
    )


def _write(done: Sequence[Admitted]) -> None:
    accounts = open_family_accounts(family_ids={family for one in done for family in one.paying})
    for one in done:
        if one.new.family_account is None:
            one.enrollment.family_account = accounts[one.paying[0]]
    Enrollment.objects.bulk_create([one.enrollment for one in done], batch_size=1_000)
    places = [(one.enrollment, meeting.pk) for one in done for meeting in one.meetings]
    take_places(
        Counter(meeting for _enrollment, meeting in places),
        beyond_limit={meeting.pk for one in done for meeting in one.full},
    )
    write_participations(places)


def _leave_waitlist(enrollments: Sequence[Enrollment], prospects: Prospects, today: date) -> None:
    """Who is in the class no longer waits for it."""
    waiting = [
        waiting.pk
        for one in enrollments
        if one.kind == Enrollment.Kind.ACTIVE
        for waiting in prospects.held[one.student_id, one.offering_id]
        if waiting.kind == Enrollment.Kind.WAITLISTED and waiting.until is None
    ]
    if waiting:
        Enrollment.objects.filter(pk__in=waiting).update(until=Greatest("starts_on", Value(today)))


def _record(done: Sequence[Admitted], *, by: Actor, at: datetime) -> None:
    record_changes(
        ENROLLED,
        of=[one.enrollment for one in done],
        by=by,
        at=at,
        notes={one.enrollment.pk: one.note for one in done},
        details={one.enrollment.pk: _facts_of(one) for one in done},
    )
    for one in done:
        made = one.enrollment
        if made.kind != Enrollment.Kind.WAITLISTED:
            announce(StudentEnrolled(made.pk, made.student_id, made.offering_id, made.kind, by=by, at=at))


def _facts_of(one: Admitted) -> dict[str, Any]:
    return {
        "student_id": str(one.enrollment.student_id),
        "offering_id": str(one.enrollment.offering_id),
        "kind": one.enrollment.kind,
        "starts_on": one.enrollment.starts_on.isoformat(),
        "meetings": len(one.meetings),
        "limit_raised_of": [str(meeting.pk) for meeting in one.full],
    }
