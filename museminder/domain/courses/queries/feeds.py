"""What calendar feeds show, and whose there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections

from museminder.domain.courses.models import CalendarFeed, FeedOwner, Meeting, MeetingInstructor
from museminder.domain.courses.rules.feed_sources import (
    FeedMeeting,
    FeedWindow,
    register_feed_source,
    sources_of,
)
from museminder.foundation.tenancy.context import NoEntry, current_site

PAST, AHEAD = timedelta(days=60), timedelta(days=400)


def feed_meetings(token: str, *, at: datetime) -> list[FeedMeeting]:
    """What the feed of an address shows now: 60 days back and 400 ahead.

    Inside ``feed_context(token)``. Sources see with the owner's present sight, so a custody denial, a child who left or
    an instructor who was replaced shows at the next fetch. Raises ``NoEntry`` if the address is nobody's.
    """
    with connections[current_site() or "default"].cursor() as cursor:
        cursor.execute("select owner_kind, owner_id from sec.feed_owner(%s)", [token])
        row = cursor.fetchone()
    if row is None:
        raise NoEntry("no such feed")
    owner_kind, owner_id = row
    window = FeedWindow(owner_id=owner_id, from_at=at - PAST, until_at=at + AHEAD)
    found = [meeting for source in sources_of(owner_kind) for meeting in source(window)]
    # Two children in one rehearsal are one entry of the calendar.
    return sorted({one.meeting_id: one for one in reversed(found)}.values(), key=lambda one: one.starts_at)


@register_feed_source(FeedOwner.STAFF)
def meetings_taught(window: FeedWindow) -> list[FeedMeeting]:
    """Every meeting an instructor teaches or stands in at; it names no student."""
    rows = (
        MeetingInstructor.objects.filter(
            staff_member_id=window.owner_id,
            meeting__starts_at__gte=window.from_at,
            meeting__starts_at__lt=window.until_at,
        )
        .select_related("meeting__offering", "meeting__room__location")
        .order_by("meeting__starts_at")
    )
    return [as_feed_meeting(row.meeting) for row in rows]


def as_feed_meeting(meeting: Meeting, *, summary: str = "") -> FeedMeeting:
    """A meeting as feeds show it, called by ``summary`` or its own name.

    Its offering and its room with location should be loaded with it.
    """
    return FeedMeeting(
        meeting_id=meeting.id,
        summary=summary or meeting.name,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        where=f"{meeting.room.name}, {meeting.room.location.name}" if meeting.room else "",
        is_cancelled=meeting.is_cancelled,
        number=meeting.version,
        note=meeting.cancelled_reason if meeting.is_cancelled else "",
    )


def live_feeds(*, owner_kind: FeedOwner, owner_ids: Sequence[UUID]) -> dict[UUID, list[CalendarFeed]]:
    """The addresses that still answer, by their owner's id, newest first."""
    feeds: dict[UUID, list[CalendarFeed]] = {}
    rows = CalendarFeed.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids, revoked_at=None)
    for feed in rows.order_by("-created_at"):
        feeds.setdefault(feed.owner_id, []).append(feed)
    return feeds
