"""What happened to the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class MeetingsAdded:
    """Meetings of an offering were put on the calendar, in order of time; some may fall on closed dates.

    ``are_the_first``: the offering was made just now, so nobody is enrolled in it.
    """

    offering_id: UUID
    meeting_ids: tuple[UUID, ...]
    by: Actor
    at: datetime
    are_the_first: bool = False


@dataclass(frozen=True, slots=True)
class MeetingMoved:
    """A meeting has another time or room; ``was_starts_at`` is when it would have begun."""

    meeting_id: UUID
    was_starts_at: datetime
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A meeting does not happen: somebody cancelled it, or ``for_closure`` the studio is closed that day."""

    meeting_id: UUID
    for_closure: bool
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingRestored:
    """A meeting that was cancelled happens after all."""

    meeting_id: UUID
    from_closure: bool
    by: Actor
    at: datetime
