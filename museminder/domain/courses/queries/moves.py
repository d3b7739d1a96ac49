"""What a change of one meeting would move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from museminder.domain.courses.models import Closure, Meeting, Room
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.queries.closures import closures_between
from museminder.domain.courses.rules.clashes import Slot
from museminder.domain.courses.rules.closing import closure_over
from museminder.domain.courses.rules.local_time import span_of
from museminder.domain.courses.rules.plans import Move, MovePlan, Placement, Scope

WEEK = 7


def plan_move(meeting: Meeting, to: Placement, scope: Scope, *, at: datetime, zone: ZoneInfo) -> MovePlan:
    """Where a meeting, or its weekly series from it on or as a whole, would go, and what that clashes with.

    ``ALL`` reaches every meeting of the series that has not begun at ``at``, and this one. Meetings that were moved
    by themselves, or cancelled, stay as they are. Nothing is saved.
    """
    series, kept = _reached(meeting, scope, at)
    room = Room.objects.get(id=to.room_id) if to.room_id else None
    shift = timedelta(days=(to.day - _planned_day(meeting)).days)
    days = {one.id: to.day if one.id == meeting.id else one.held_on + shift for one in series}
    target = _Target(to, room, zone, _closures_on(days.values()))
    moves = [target.move_of(one, days[one.id]) for one in series]
    slots = [slot_after(move) for move in moves if move.closure is None]
    return MovePlan(scope, moves, find_clashes(slots), kept)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where meetings go: everything that does not differ from one to the next."""

    to: Placement
    room: Room | None
    zone: ZoneInfo
    closures: Sequence[Closure]

    def move_of(self, meeting: Meeting, day: date) -> Move:
        starts_at, ends_at = span_of(day, self.to.starts, self.to.minutes, self.zone)
        closure = closure_over(self.closures, day=day, room=self.room, offering_id=meeting.offering_id)
        return Move(meeting, starts_at, ends_at, day, self.room, self._teachers(meeting), closure)

    def _teachers(self, meeting: Meeting) -> frozenset[UUID]:
        rows = list(meeting.instructors.all())
        now = frozenset(row.staff_member_id for row in rows)
        wanted = self.to.instructor_ids
        # Where somebody already stands in, that stays, whatever happens to the series.
        return now if wanted is None or any(row.is_substitute for row in rows) else frozenset(wanted)


def _reached(meeting: Meeting, scope: Scope, at: datetime) -> tuple[list[Meeting], list[Meeting]]:
    mine = Meeting.objects.select_related("offering", "room", "closure").prefetch_related("instructors")
    if scope is Scope.THIS or meeting.template_id is None:
        return list(mine.filter(id=meeting.id)), []
    later = Q(starts_at__gte=meeting.starts_at) if scope is Scope.FOLLOWING else Q(starts_at__gt=at)
    happening = Q(is_cancelled=False) | Q(closure__isnull=False)
    series = list(
        mine.filter(Q(id=meeting.id) | later & happening, template_id=meeting.template_id).order_by(
            "starts_at"
        )
    )
    kept = [one for one in series if one.is_detached and one.id != meeting.id]
    return [one for one in series if one not in kept], kept


def _planned_day(meeting: Meeting) -> date:
    """The day its weekly plan gave it: the one of that weekday nearest to where it was moved by itself."""
    if not meeting.is_detached or meeting.template is None:
        return meeting.held_on
    back = (meeting.held_on.weekday() - meeting.template.weekday) % WEEK
    return meeting.held_on - timedelta(days=back if back <= WEEK // 2 else back - WEEK)


def _closures_on(days: Iterable[date]) -> list[Closure]:
    in_order = sorted(days)
    return closures_between(in_order[0], in_order[-1] + timedelta(days=1))


def slot_after(move: Move) -> Slot:
    """A moved meeting as clash finders look at it."""
    return Slot(
        starts_at=move.starts_at,
        ends_at=move.ends_at,
        room_id=move.room.id if move.room else None,
        instructor_ids=move.instructor_ids,
        meeting_id=move.meeting.id,
        offering_id=move.meeting.offering_id,
        shares_room=bool(move.room and move.room.is_shared),
    )


def plan_copy(meeting: Meeting, to: Placement, *, zone: ZoneInfo) -> MovePlan:
    """Where a second meeting like this one would be, and what it clashes with, this one included. Nothing is saved."""
    room = Room.objects.get(id=to.room_id) if to.room_id else None
    copy = Meeting.objects.select_related("offering").prefetch_related("instructors").get(id=meeting.id)
    move = _Target(to, room, zone, _closures_on([to.day])).move_of(copy, to.day)
    return MovePlan(Scope.THIS, [move], find_clashes([replace(slot_after(move), meeting_id=None)]))
