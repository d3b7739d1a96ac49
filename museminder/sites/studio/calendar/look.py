"""What the address of the calendar says: which days, in what form, for whom."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from museminder.domain.courses.models import ProgramKind
from museminder.domain.courses.queries.calendar import Filters
from museminder.web.reading import reader

VIEWS = ("day", "week", "month", "list")
COLUMNS = ("rooms", "instructors")
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at the calendar; everything in it is in the address and nowhere else."""

    view: str
    columns: str
    day: date
    filters: Filters = field(default_factory=Filters)

    @property
    def days(self) -> tuple[date, date]:
        """The days it shows, half open; a week begins on the day the reader's calendar begins."""
        if self.view == "day":
            return self.day, self.day + timedelta(days=1)
        if self.view == "month":
            first_on = self.day.replace(day=1)
            return first_on, first_on + timedelta(days=monthrange(first_on.year, first_on.month)[1])
        first_on = self.day - timedelta(days=(self.day.weekday() - reader().first_week_day) % 7)
        return first_on, first_on + timedelta(days=7)

    @property
    def before(self) -> Look:
        """The same look one step earlier."""
        first_on, _ = self.days
        return replace(
            self, day=max(first_on - timedelta(days=1 if self.view in ("day", "month") else 7), EARLIEST)
        )

    @property
    def after(self) -> Look:
        """The same look one step later."""
        _, until = self.days
        return replace(self, day=min(until, LATEST))

    def query(self, **changes: Any) -> str:
        """The query of the address of this look with some things changed: "?view=day&day=2026-05-20"."""
        look = replace(self, **changes) if changes else self
        said = {"view": look.view, "columns": look.columns, "day": look.day.isoformat()}
        said |= {name: str(value or "") for name, value in look.chosen.items()}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def with_filter(self, **changes: Any) -> str:
        """The query with a filter changed; None takes it away."""
        return self.query(filters=replace(self.filters, **changes))

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters by their names in the address."""
        return {
            "location": self.filters.location_id,
            "room": self.filters.room_id,
            "instructor": self.filters.staff_member_id,
            "program": self.filters.program,
        }


def read_look(request: Any) -> Look:
    """The look an address asks for; what makes no sense in it is left out."""
    asked = request.GET
    view, columns, program = asked.get("view", ""), asked.get("columns", ""), asked.get("program", "")
    return Look(
        view=view if view in VIEWS else "week",
        columns=columns if columns in COLUMNS else "",
        day=read_day(asked.get("day", "")) or request.now_on,
        filters=Filters(
            location_id=_read_id(asked.get("location", "")),
            room_id=_read_id(asked.get("room", "")),
            staff_member_id=_read_id(asked.get("instructor", "")),
            program=program if program in ProgramKind.values else "",
        ),
    )


def read_day(text: str) -> date | None:
    """A day such as 2026-05-20 (or the start of such a moment), if it is one of our times."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if EARLIEST <= day < LATEST else None


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
