"""What a calendar feed shows: whoever knows registers a source, because courses do not know whose child is
where.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FeedMeeting:
    """One meeting as a feed shows it. ``summary`` is plain text; ``number`` is the meeting's version."""

    meeting_id: UUID
    summary: str
    starts_at: datetime
    ends_at: datetime
    where: str
    is_cancelled: bool
    number: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedWindow:
    """Whose feed (``owner_id``: a guardian or a staff member) and which moments it covers."""

    owner_id: UUID
    from_at: datetime
    until_at: datetime


FeedSource = Callable[[FeedWindow], list[FeedMeeting]]
_sources: dict[str, list[FeedSource]] = {}


def register_feed_source(owner_kind: str) -> Callable[[FeedSource], FeedSource]:
    """Show what this function returns in the feeds of guardians (``"guardian"``) or instructors
    (``"staff"``).

    It runs inside the studio with the owner's present sight, so row security already leaves out what they
    may not see.
    """

    def register(source: FeedSource) -> FeedSource:
        _sources.setdefault(owner_kind, []).append(source)
        return source

    return register


def sources_of(owner_kind: str) -> tuple[FeedSource, ...]:
    """Every source of one kind of feed, in order."""
    return tuple(_sources.get(owner_kind, ()))
