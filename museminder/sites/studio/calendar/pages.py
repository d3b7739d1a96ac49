"""The calendar: day, week, month, list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.http import HttpResponse

from museminder.domain.courses.queries.calendar import Calendar, calendar_between
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.look import Look, read_look
from museminder.sites.studio.calendar.plain import rows_by_day
from museminder.sites.studio.calendar.words import closure_words, span_words
from museminder.sites.studio.door import page
from museminder.web import filters
from museminder.web.addresses import address_of
from museminder.web.rendering import show

OPENS, CLOSES = 8, 21  # the hours drawn where nothing is on
LATEST_START, SHORTEST = 14, 8


class ClockTime(NamedTuple):
    """A moment on the studio's clock, for programs (``iso``) and for people (``words``)."""

    iso: str
    words: str

    @property
    def hour(self) -> int:
        """The hour of the day."""
        return int(self.iso[11:13])


@page(Permission.CALENDAR_SEE)
def index(request: Any) -> HttpResponse:
    """Some days of the calendar: drawn by the script, and underneath as plain tables."""
    look = read_look(request)
    first_on, until = look.days
    calendar = calendar_between(first_on, until, look.filters)
    clock = clock_of(calendar)
    may_edit = Permission.CALENDAR_EDIT in request.permissions
    return show(
        request,
        "studio/calendar/index.html",
        {
            "look": look,
            "calendar": calendar,
            "title": title_of(look),
            "rows": rows_by_day(calendar, clock),
            "locations": sorted({room.location for room in calendar.rooms}, key=str),
            "days": [first_on + timedelta(days=count) for count in range((until - first_on).days)],
            "closure_words": closure_words,
            "clock": clock,
            "hours": _hours(calendar, clock),
            "events_url": address_of("studio:calendar:events") + look.query(),
            "move_url": address_of("studio:calendar:move") if may_edit else "",
            "may_edit": may_edit,
            "today": request.now_on,
            "now": request.received_at,
        },
    )


def title_of(look: Look) -> str:
    """The days shown, as a title."""
    first_on, until = look.days
    if look.view == "day":
        return filters.date(first_on, "full")
    if look.view == "month":
        return filters.date(first_on, "month")
    return span_words(first_on, until - timedelta(days=1))


def clock_of(calendar: Calendar) -> dict[datetime, ClockTime]:
    """What the studio's clock shows at each moment at which a meeting begins or ends, worked out once each."""
    moments = {entry.starts_at for entry in calendar.entries} | {entry.ends_at for entry in calendar.entries}
    return {moment: ClockTime(filters.iso(moment), filters.time(moment)) for moment in moments}


def _hours(calendar: Calendar, clock: Mapping[datetime, ClockTime]) -> tuple[str, str]:
    """The hours of the day that are drawn: those the studio uses, and a little around them."""
    on = [entry for entry in calendar.entries if not entry.is_cancelled]
    starts = [clock[moment].hour for moment in {entry.starts_at for entry in on}] or [OPENS + 1]
    ends = [clock[moment].hour + 1 for moment in {entry.ends_at for entry in on}] or [CLOSES]
    # An hour before the first, so that there is somewhere to drag to; a school that teaches after school
    # does not begin its day with an empty screen.
    first = min(max(min(starts) - 1, 0), LATEST_START)
    last = min(max([*ends, first + SHORTEST]), 24)
    return f"{first:02}:00", f"{last:02}:00"
