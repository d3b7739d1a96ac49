"""The calendar: day, week, month, list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from museminder.domain.courses.queries.calendar import Calendar, calendar_between
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.links import details_links, roster_links
from museminder.sites.studio.calendar.look import Look, read_look
from museminder.sites.studio.calendar.words import closure_words, span_words
from museminder.sites.studio.door import page
from museminder.web import filters
from museminder.web.addresses import address_of
from museminder.web.rendering import show

OPENS, CLOSES = 8, 21  # the hours drawn where nothing is on
LATEST_START, SHORTEST = 14, 8


@page(Permission.CALENDAR_SEE)
def index(request: Any) -> HttpResponse:
    """Some days of the calendar: drawn by the script, and underneath as plain tables."""
    look = read_look(request)
    first_on, until = look.days
    calendar = calendar_between(first_on, until, look.filters)
    may_edit = Permission.CALENDAR_EDIT in request.permissions
    return show(
        request,
        "studio/calendar/index.html",
        {
            "look": look,
            "calendar": calendar,
            "title": title_of(look),
            "roster": roster_links(),
            "details": details_links(),
            "locations": sorted({room.location for room in calendar.rooms}, key=str),
            "days": [first_on + timedelta(days=count) for count in range((until - first_on).days)],
            "closure_words": closure_words,
            "hours": _hours(calendar),
            "events_url": address_of("studio:calendar:events") + look.query(),
            "move_url": address_of("studio:calendar:move") if may_edit else "",
            "may_edit": may_edit,
            "today": request.now_on,
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


def _hours(calendar: Calendar) -> tuple[str, str]:
    """The hours of the day that are drawn: those the studio uses, and a little around them."""
    on = [entry for entry in calendar.entries if not entry.is_cancelled]
    starts = [int(filters.iso(entry.starts_at)[11:13]) for entry in on] or [OPENS + 1]
    ends = [int(filters.iso(entry.ends_at)[11:13]) + 1 for entry in on] or [CLOSES]
    # An hour before the first, so that there is somewhere to drag to; a school that teaches after school
    # does not begin its day with an empty screen.
    first = min(max(min(starts) - 1, 0), LATEST_START)
    last = min(max([*ends, first + SHORTEST]), 24)
    return f"{first:02}:00", f"{last:02}:00"
