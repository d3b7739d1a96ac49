"""Students come into offerings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.models import FamilyAccount
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.actions.places import queue_for, take_places, take_places_beyond_limit
from museminder.domain.enrollment.events import StudentEnrolled
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.enrollment.queries.billed_account import family_billed_for
from museminder.domain.enrollment.queries.clashes import clashes_of
from museminder.domain.enrollment.rules import (
    TAKES_ONE_MEETING,
    Clashing,
    check_can_override,
    check_dates,
    check_not_enrolled,
)
from museminder.domain.people.models import Household, Student
from museminder.domain.people.rules import check_not_merged, check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

ENROLLED = "enrollment.student.enrolled"
PARTICIPATION_KINDS = {
    Enrollment.Kind.ACTIVE: Participation.Kind.ENROLLED,
    Enrollment.Kind.TRIAL: Participation.Kind.TRIAL,
    Enrollment.Kind.SINGLE_DAY: Participation.Kind.SINGLE_DAY,
    Enrollment.Kind.MAKE_UP: Participation.Kind.MAKE_UP,
}


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
) -> Enrollment:
    """Enroll a student in an offering: a place in each meeting from ``starts_on`` on, or in all of them none.

    A trial, a single day and a make-up take the first meeting on or after ``starts_on`` and end with it. ``until`` is
    the day after the last day, None for open end. The family billed is the student's default unless
    ``family_account`` says otherwise. ``override_reason`` raises the limit of full meetings, ``clash_reason`` lets the
    student be in two places. Raises ``Full``, ``AlreadyEnrolled``, ``Clashing``, or ``Refused`` with a sentence.
    """
    override, reason = check_text(override_reason), check_text(clash_reason)
    if override:
        check_can_override(by)
    check_not_merged(student)
    with transaction.atomic(using=current_site()):
        queue_for(offering.pk)
        meetings = _meetings_wanted(offering, kind, starts_on, until)
        if kind in TAKES_ONE_MEETING:
            starts_on, until = meetings[0].held_on, meetings[0].held_on + timedelta(days=1)
        check_dates(offering, starts_on, until)
        check_not_enrolled(student, offering, starts_on, until)
        _check_clashes(student, meetings, reason)
        enrollment = Enrollment(
            student=student,
            offering=offering,
            family_account=family_account or _account_billed_for(student, starts_on),
            kind=kind,
            starts_on=starts_on,
            until=until,
            override_reason=override,
            enrolled_at=at,
        )
        enrollment.save(force_insert=True)
        wanted = [meeting.pk for meeting in meetings]
        raised = bring_into_meetings(enrollment, wanted, beyond_limit=bool(override))
        details = _facts_of(enrollment, meetings, raised)
        record_change(ENROLLED, of=enrollment, by=by, at=at, note=reason, details=details)
        announce(StudentEnrolled(enrollment.pk, student.pk, offering.pk, kind, by=by, at=at))
    return enrollment


def _check_clashes(student: Student, meetings: Sequence[Meeting], reason: str) -> None:
    clashes = [] if reason else clashes_of(student, meetings)
    if clashes:
        raise Clashing([clash.existing for clash in clashes])


def _facts_of(enrollment: Enrollment, meetings: Sequence[Meeting], raised: Sequence[UUID]) -> dict[str, Any]:
    return {
        "student_id": str(enrollment.student_id),
        "offering_id": str(enrollment.offering_id),
        "kind": enrollment.kind,
        "starts_on": enrollment.starts_on.isoformat(),
        "meetings": len(meetings),
        "limit_raised_of": [str(meeting) for meeting in raised],
    }


def bring_into_meetings(
    enrollment: Enrollment, meeting_ids: Sequence[UUID], *, beyond_limit: bool = False
) -> list[UUID]:
    """Give an enrolled student a place in these meetings; where the student is already, nothing changes.

    Returns the meetings whose limit was raised. Raises ``Full``. The caller holds the offering's queue.
    """
    there = set(
        Participation.objects.filter(
            student_id=enrollment.student_id, meeting__in=list(meeting_ids), ended=False
        ).values_list("meeting_id", flat=True)
    )
    wanted = [meeting for meeting in meeting_ids if meeting not in there]
    raised = take_places_beyond_limit(wanted) if beyond_limit else take_places(wanted)
    kind = PARTICIPATION_KINDS[Enrollment.Kind(enrollment.kind)]
    Participation.objects.bulk_create(
        [
            Participation(
                student_id=enrollment.student_id, meeting_id=meeting, enrollment=enrollment, kind=kind
            )
            for meeting in wanted
        ],
        batch_size=1_000,
        # A place that was given back earlier is the same row, taken again.
        update_conflicts=True,
        unique_fields=["studio", "meeting", "student"],
        update_fields=["enrollment", "kind", "charge_decision", "ended"],
    )
    return raised


def _meetings_wanted(offering: Offering, kind: str, starts_on: date, until: date | None) -> list[Meeting]:
    rows = Meeting.objects.filter(offering=offering, held_on__gte=starts_on, is_cancelled=False)
    rows = rows.select_related("offering").order_by("starts_at", "id")
    if kind in TAKES_ONE_MEETING:
        first = rows.first()
        if first is None:
            raise Refused(_("There is no meeting of this offering on or after that day."))
        return [first]
    if until is not None:
        rows = rows.filter(held_on__lt=until)
    return list(rows)


def _account_billed_for(student: Student, on: date) -> FamilyAccount:
    """The account billed; every family that shares the cost gets its account too, so that posting can split it."""
    billed = family_billed_for(student, on)
    sharing = Household.objects.filter(Q(until=None) | Q(until__gt=on), student=student, share_percent__gt=0)
    for family_id in sharing.exclude(family=billed).order_by("family_id").values_list("family_id", flat=True):
        open_family_account(family_id=family_id)
    return open_family_account(family_id=billed.pk)
