"""Everything that decides whether students can be enrolled, for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from museminder.domain.billing.models import FamilyAccount
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.courses.rules.agendas import LONGEST, Agenda
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.people.models import Household, Student


@dataclass(frozen=True, slots=True)
class NewEnrollment:
    """Who would come into which offering, from when until when (the day after the last; None for open end).

    The family billed is the student's default unless ``family_account`` says otherwise. The reasons are for going
    beyond a limit, all the same: ``override_reason`` where a meeting is full, ``clash_reason`` where the student is
    somewhere else at that time, ``age_reason`` where the course is for others.
    """

    student: Student
    offering: Offering
    starts_on: date
    kind: str = Enrollment.Kind.ACTIVE
    until: date | None = None
    family_account: FamilyAccount | None = None
    override_reason: str = ""
    clash_reason: str = ""
    age_reason: str = ""

    @property
    def key(self) -> tuple[UUID, UUID]:
        """The student and the offering."""
        return self.student.pk, self.offering.pk

    @property
    def waits(self) -> bool:
        """Whether it is for the waitlist, and takes no place."""
        return self.kind == Enrollment.Kind.WAITLISTED


@dataclass(slots=True)
class Prospects:
    """The state of things, gathered in a handful of statements; whoever decides keeps it up to date.

    ``meetings`` are those of an offering that happen, by time. ``left`` are the places left in each, ``there`` who is
    in it already, by student and meeting. ``held`` are a student's enrollments in an offering.
    """

    meetings: dict[UUID, list[Meeting]] = field(default_factory=lambda: defaultdict(list))
    left: dict[UUID, int] = field(default_factory=dict)
    there: set[tuple[UUID, UUID]] = field(default_factory=set)
    held: dict[tuple[UUID, UUID], list[Enrollment]] = field(default_factory=lambda: defaultdict(list))
    households: dict[UUID, list[Household]] = field(default_factory=lambda: defaultdict(list))
    busy: Agenda[Meeting] = field(default_factory=Agenda)

    def note_places(self, enrollment: Enrollment, meetings: Sequence[Meeting]) -> None:
        """A student comes to these meetings: places go, and the student is nowhere else at that time."""
        for meeting in meetings:
            self.left[meeting.pk] = max(self.left[meeting.pk] - 1, 0)
            self.there.add((enrollment.student_id, meeting.pk))
            self.busy.add(enrollment.student_id, meeting.starts_at, meeting.ends_at, meeting)

    def clashes_of(self, student: Student, meetings: Sequence[Meeting]) -> list[Meeting]:
        """Where a student is at the time of these meetings, soonest first."""
        wanted = {meeting.pk for meeting in meetings}
        return [
            other
            for meeting in meetings
            for other in self.busy.during(student.pk, meeting.starts_at, meeting.ends_at)
            if other.pk not in wanted
        ]


def prospects_of(wishes: Sequence[NewEnrollment]) -> Prospects:
    """What decides about these wishes, in five statements, or four if all of them give a reason for clashing."""
    found = Prospects()
    _gather_meetings(found, wishes)
    students = {wish.student.pk for wish in wishes}
    offerings = {wish.offering.pk for wish in wishes}
    for row in Enrollment.objects.filter(student__in=students, offering__in=offerings):
        found.held[row.student_id, row.offering_id].append(row)
    there = Participation.objects.filter(
        student__in=students, meeting__offering__in=offerings, meeting__in=list(found.left), ended=False
    )
    found.there.update(there.values_list("student_id", "meeting_id"))
    for household in Household.objects.filter(student__in=students).order_by("starts_on", "id"):
        found.households[household.student_id].append(household)
    _gather_busy(found, wishes)
    return found


def _gather_meetings(found: Prospects, wishes: Sequence[NewEnrollment]) -> None:
    coming = [wish for wish in wishes if not wish.waits]
    if not coming:
        return
    offerings = {wish.offering.pk: wish.offering for wish in coming}
    rows = Meeting.objects.filter(
        offering__in=set(offerings), held_on__gte=min(wish.starts_on for wish in coming), is_cancelled=False
    )
    for meeting in rows.order_by("starts_at", "id"):
        meeting.offering = offerings[meeting.offering_id]
        found.meetings[meeting.offering_id].append(meeting)
        found.left[meeting.pk] = meeting.places - meeting.places_taken


def _gather_busy(found: Prospects, wishes: Sequence[NewEnrollment]) -> None:
    strict = [wish for wish in wishes if not wish.waits and not wish.clash_reason]
    meetings = [meeting for wish in strict for meeting in found.meetings[wish.offering.pk]]
    if not meetings:
        return
    rows = Participation.objects.filter(
        student__in={wish.student.pk for wish in strict},
        ended=False,
        meeting__starts_at__gt=min(each.starts_at for each in meetings) - LONGEST,
        meeting__starts_at__lt=max(each.ends_at for each in meetings),
        meeting__is_cancelled=False,
    )
    for row in rows.select_related("meeting__offering"):
        found.busy.add(row.student_id, row.meeting.starts_at, row.meeting.ends_at, row.meeting)
