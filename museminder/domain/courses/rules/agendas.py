"""Who or what is busy when."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

LONGEST = timedelta(hours=25)  # no meeting lasts longer, so whoever is busy now began after that

Facts = TypeVar("Facts")


class Agenda(Generic[Facts]):
    """What rooms, instructors or students are in, by time; a term of meetings is searched in steps, not in rounds.

    ``who`` is an id; ``facts`` is whatever the caller wants back about a meeting.
    """

    def __init__(self) -> None:
        self._busy: dict[Hashable, list[_Entry[Facts]]] = defaultdict(list)

    def add(self, who: Hashable, starts_at: datetime, ends_at: datetime, facts: Facts) -> None:
        """Note that somebody or a room is in a meeting."""
        insort(self._busy[who], (starts_at, ends_at, facts), key=_start_of)

    def during(self, who: Hashable, starts_at: datetime, ends_at: datetime) -> list[Facts]:
        """What somebody or a room is in at some moment of this time, earliest first; touching is not overlapping."""
        entries = self._busy.get(who, [])
        first = bisect_left(entries, starts_at - LONGEST, key=_start_of)
        last = bisect_left(entries, ends_at, key=_start_of)
        return [facts for _start, end, facts in entries[first:last] if end > starts_at]


_Entry = tuple[datetime, datetime, Facts]


def _start_of(entry: _Entry[Facts]) -> datetime:
    return entry[0]
