"""When a student would be in two places at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.rules.agendas import LONGEST
from museminder.domain.courses.rules.clashes import Clash, ClashKind, Slot
from museminder.domain.enrollment.models import Participation
from museminder.domain.people.models import Student


@dataclass(frozen=True, slots=True)
class StudentClash:
    """A meeting a student would come to, and the one they are in at that time."""

    wanted: Meeting
    existing: Meeting


def clashes_of(student: Student, meetings: Sequence[Meeting]) -> list[StudentClash]:
    """Every meeting of a student that happens at the time of one of these, soonest first, in one statement."""
    wanted = [meeting for meeting in meetings if not meeting.is_cancelled]
    if not wanted:
        return []
    first, last = min(each.starts_at for each in wanted), max(each.ends_at for each in wanted)
    rows = (
        Participation.objects.filter(
            student=student,
            ended=False,
            meeting__starts_at__gt=first - LONGEST,
            meeting__starts_at__lt=last,
            meeting__is_cancelled=False,
        )
        .exclude(meeting__in=[each.pk for each in wanted])
        .select_related("meeting__offering")
        .order_by("meeting__starts_at", "meeting_id")
    )
    there = [row.meeting for row in rows]
    return [
        StudentClash(each, other)
        for each in sorted(wanted, key=lambda meeting: meeting.starts_at)
        for other in there
        if other.starts_at < each.ends_at and each.starts_at < other.ends_at
    ]


def student_clashes(slots: Sequence[Slot]) -> list[Clash]:
    """Students of meetings about to move who are in another meeting at that time: the calendar asks this.

    Two statements, however many meetings move.
    """
    moving = {slot.meeting_id: slot for slot in slots if slot.meeting_id}
    if not moving:
        return []
    coming: dict[object, list[Slot]] = {}
    for student, meeting in Participation.objects.filter(meeting__in=list(moving), ended=False).values_list(
        "student_id", "meeting_id"
    ):
        coming.setdefault(student, []).append(moving[meeting])
    first, last = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    there = (
        Participation.objects.filter(
            student__in=list(coming),
            ended=False,
            meeting__starts_at__gt=first - LONGEST,
            meeting__starts_at__lt=last,
            meeting__is_cancelled=False,
        )
        .exclude(meeting__in=list(moving))
        .select_related("student", "meeting__offering")
    )
    return [
        _clash(slot, row)
        for row in there
        for slot in coming[row.student_id]
        if slot.overlaps(row.meeting.starts_at, row.meeting.ends_at)
    ]


def _clash(slot: Slot, row: Participation) -> Clash:
    return Clash(
        kind=ClashKind.STUDENT,
        who=row.student.full_name,
        slot=slot,
        meeting_id=row.meeting_id,
        meeting_name=row.meeting.name,
        starts_at=row.meeting.starts_at,
        ends_at=row.meeting.ends_at,
    )
