"""What a calendar program gets at an address."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from museminder.domain.courses.formats.ical import render_feed
from museminder.domain.courses.queries.feeds import feed_meetings
from museminder.foundation.tenancy.context import NoEntry, feed_context


def feed_file(token: str, *, at: datetime) -> bytes:
    """The iCalendar file behind an address, as its owner may see it at this moment.

    Raises ``NoEntry`` for an address that is nobody's, was shut, or whose owner may see nothing any more: they are
    all the same.
    """
    if not (token.isascii() and token.isprintable()):
        raise NoEntry("no such feed")
    with feed_context(token) as entry:
        meetings = feed_meetings(token, at=at)
        name = f"{entry.name}: {entry.member_name}"
        return render_feed(meetings, name=name, zone=ZoneInfo(entry.time_zone), stamped_at=at)
