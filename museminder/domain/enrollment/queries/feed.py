"""What a guardian's calendar feed shows: the meetings of their children."""

from __future__ import annotations

from uuid import UUID

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.queries.feeds import as_feed_meeting
from museminder.domain.courses.rules.feed_sources import FeedMeeting, FeedWindow
from museminder.domain.enrollment.models import Participation


def meetings_of_children(window: FeedWindow) -> list[FeedMeeting]:
    """Every meeting a child of the feed's owner comes to, named by the class and the children's first names.

    Row security knows which children its owner may see now; nothing here chooses them.
    """
    rows = (
        Participation.objects.filter(
            ended=False, meeting__starts_at__gte=window.from_at, meeting__starts_at__lt=window.until_at
        )
        .select_related("meeting__offering", "meeting__room__location", "student")
        .order_by("meeting__starts_at", "student__first_name")
    )
    meetings: dict[UUID, Meeting] = {}
    names: dict[UUID, list[str]] = {}
    for row in rows:
        meetings[row.meeting_id] = row.meeting
        names.setdefault(row.meeting_id, []).append(row.student.preferred_name or row.student.first_name)
    return [
        as_feed_meeting(meeting, summary=f"{meeting.name}: {', '.join(names[meeting.id])}")
        for meeting in meetings.values()
    ]
