"""A calendar feed in the form calendar programs read: iCalendar, RFC 5545."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from museminder.domain.courses.rules.feed_sources import FeedMeeting

REFRESH = timedelta(hours=1)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def render_feed(meetings: Sequence[FeedMeeting], *, name: str, zone: ZoneInfo, stamped_at: datetime) -> bytes:
    """Meetings as an iCalendar file, in UTF-8 with CRLF, at the studio's local times with its time zone's rules.

    A meeting keeps its UID for ever, whatever moves; one called off is marked as cancelled, so that programs that keep
    what they once read take it away. The library escapes what people wrote.
    """
    calendar, name = Calendar(), " ".join(name.split())
    calendar.add("prodid", "-//MuseMinder//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    if meetings:
        first = min(meeting.starts_at for meeting in meetings).astimezone(zone).date()
        last = max(meeting.ends_at for meeting in meetings).astimezone(zone).date()
        year = timedelta(days=366)
        calendar.add_component(
            Timezone.from_tzinfo(zone, zone.key, first_date=first - year, last_date=last + year)
        )
    for meeting in sorted(meetings, key=lambda one: (one.starts_at, one.meeting_id)):
        calendar.add_component(_event(meeting, zone, stamped_at))
    return bytes(calendar.to_ical())


def uid_of(meeting_id: UUID) -> str:
    """The name by which calendar programs know a meeting, for ever."""
    return f"{meeting_id}@meetings.museminder"


def _event(meeting: FeedMeeting, zone: ZoneInfo, stamped_at: datetime) -> Event:
    event = Event()
    event.add("uid", uid_of(meeting.meeting_id))
    event.add("dtstamp", stamped_at)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("sequence", meeting.number)
    event.add("summary", _plain(meeting.summary))
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    if meeting.where:
        event.add("location", _plain(meeting.where))
    if meeting.note:
        event.add("description", _plain(meeting.note))
    return event


def _plain(text: str) -> str:
    """Without control characters, which RFC 5545 forbids in text; line breaks stay and are escaped."""
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable())
