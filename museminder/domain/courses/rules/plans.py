"""What is about to be put on the calendar or changed on it: made by queries, shown by pages, saved by actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from museminder.domain.courses.models import Closure, Meeting, Room
from museminder.domain.courses.rules.clashes import Clash


class Scope(StrEnum):
    """How far a change of one meeting reaches into its weekly series."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """A wish for weekly meetings: weekday (0 is Monday), time on the studio's clock, minutes, room."""

    weekday: int
    starts: time
    minutes: int
    room_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where and when a single meeting is to be; ``instructor_ids`` None keeps who teaches it."""

    day: date
    starts: time
    minutes: int
    room_id: UUID | None = None
    instructor_ids: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """New meetings, not saved yet, some of them on closed days, and what they clash with."""

    meetings: list[Meeting]
    clashes: list[Clash]

    @property
    def open_meetings(self) -> list[Meeting]:
        """Those that will happen."""
        return [meeting for meeting in self.meetings if meeting.closure_id is None]

    @property
    def closed_meetings(self) -> list[Meeting]:
        """Those that closed days keep from happening."""
        return [meeting for meeting in self.meetings if meeting.closure_id is not None]


@dataclass(frozen=True, slots=True)
class Move:
    """One meeting and where it goes; ``closure`` if that day is closed."""

    meeting: Meeting
    starts_at: datetime
    ends_at: datetime
    held_on: date
    room: Room | None
    instructor_ids: frozenset[UUID]
    closure: Closure | None

    @property
    def changes_place(self) -> bool:
        """Whether it happens at another time or in another room than before."""
        here = (self.meeting.starts_at, self.meeting.ends_at, self.meeting.room_id)
        return here != (self.starts_at, self.ends_at, self.room.id if self.room else None)


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Everything a change of one meeting moves, what it clashes with, and what of the series stays as it is."""

    scope: Scope
    moves: list[Move]
    clashes: list[Clash] = field(default_factory=list)
    kept: list[Meeting] = field(default_factory=list)
