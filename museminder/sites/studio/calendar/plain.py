"""The meetings of the days shown as the rows of plain tables: what there is without a script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from museminder.domain.courses.queries.calendar import Calendar
from museminder.sites.studio.calendar.links import details_links, roster_links


class Row(NamedTuple):
    """One meeting as a row says it; everything is worked out here, because a week has 500 of them.

    ``state`` is "", "closed", "canceled" or "clash"; ``substituted`` holds the teachers with whether each stands in
    where somebody does, else ``teachers`` names them.
    """

    iso: str
    begins: str
    ends: str
    program: str
    roster: str
    name: str
    state: str
    room: str
    teachers: str
    substituted: tuple[Any, ...]
    places: str
    details: str


def rows_by_day(calendar: Calendar, clock: Mapping[datetime, Any]) -> dict[date, list[Row]]:
    """The rows of each day that has some, in order; ``clock`` holds what the studio's clock shows at each moment."""
    roster, details = roster_links(), details_links()
    days: dict[date, list[Row]] = {}
    for entry in calendar.entries:
        begins = clock[entry.starts_at]
        row = Row(
            begins.iso,
            begins.words,
            clock[entry.ends_at].words,
            entry.program,
            roster(entry),
            entry.name,
            _state(entry) if entry.is_cancelled or entry.clash_reason else "",
            entry.room,
            ", ".join([one.name for one in entry.teachers]),
            entry.teachers if entry.has_substitute else (),
            f"{entry.places_taken}/{entry.places}" if entry.offering_id else "",
            details(entry),
        )
        days.setdefault(entry.held_on, []).append(row)
    return days


def _state(entry: Any) -> str:
    if entry.is_cancelled:
        return "closed" if entry.is_closed else "canceled"
    return "clash"
