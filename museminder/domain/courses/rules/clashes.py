"""What would be in two places at once.

Rooms and instructors are known here; who the students are is known above. An area above registers a finder,
as it registers a reaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ClashKind(StrEnum):
    """What is asked for twice."""

    ROOM = "room"
    INSTRUCTOR = "instructor"
    STUDENT = "student"


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting as it is about to be saved; ``meeting_id`` is None for one that does not exist yet.

    ``template_id`` and ``offering_id`` tell finders whose meeting it is; times are aware, the end not
    included.
    """

    starts_at: datetime
    ends_at: datetime
    room_id: UUID | None = None
    instructor_ids: frozenset[UUID] = frozenset()
    meeting_id: UUID | None = None
    offering_id: UUID | None = None
    shares_room: bool = False

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether both are on at some moment; meetings that touch do not overlap."""
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody or some room asked for twice: by a slot, and by a meeting that is there (or, with no name and
    perhaps no id yet, by another slot).
    """

    kind: ClashKind
    who: str
    slot: Slot
    meeting_id: UUID | None
    meeting_name: str
    starts_at: datetime
    ends_at: datetime

    @property
    def is_final(self) -> bool:
        """Whether no reason helps: a room is never given twice."""
        return self.kind is ClashKind.ROOM


ClashFinder = Callable[[Sequence[Slot]], list[Clash]]
_finders: list[ClashFinder] = []


def register_clash_finder(finder: ClashFinder) -> ClashFinder:
    """Ask this function too, before meetings are saved: it gets all slots at once and returns their clashes.

    Meetings whose ids are among the slots are about to move, so where they are now is no clash.
    """
    _finders.append(finder)
    return finder


def registered_finders() -> tuple[ClashFinder, ...]:
    """Every finder an area above has registered, in order."""
    return tuple(_finders)
