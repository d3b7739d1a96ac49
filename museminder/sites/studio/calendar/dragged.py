"""What the calendar's script asks for when a meeting was dragged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.rules.plans import Placement, Scope
from museminder.domain.courses.rules.refusals import Refused
from museminder.sites.studio.calendar.look import EARLIEST, LATEST

SCOPES = {"one": Scope.THIS, "following": Scope.FOLLOWING, "all": Scope.ALL}


@dataclass(frozen=True, slots=True)
class Drag:
    """What the script asks for."""

    meeting: Meeting
    version: int
    to: Placement
    scope: Scope
    reason: str
    is_copy: bool


def read_drag(request: Any) -> Drag:
    """The wish in a request. Raises ``Refused`` for times nobody can read, ``Http404`` for a meeting not here."""
    asked = request.POST
    try:
        meeting_id, version = UUID(asked.get("meeting", "")), int(asked.get("version") or 0)
        starts, ends = (datetime.fromisoformat(asked.get(name, "")) for name in ("start", "end"))
        column = UUID(asked["column"]) if asked.get("column") else None
    except ValueError as unreadable:
        raise Refused(_("That is not a time we can read.")) from unreadable
    if starts.tzinfo or ends.tzinfo or not EARLIEST <= starts.date() < LATEST:
        raise Refused(_("That is not a time we can read."))
    meeting = (
        Meeting.objects.select_related("template")
        .prefetch_related("instructors")
        .filter(id=meeting_id)
        .first()
    )
    if meeting is None:
        raise Http404
    to = _placement(meeting, starts, ends, asked.get("column_kind", ""), column)
    scope = SCOPES.get(asked.get("scope", ""), Scope.THIS)
    return Drag(meeting, version, to, scope, asked.get("reason", "")[:200], bool(asked.get("copy")))


def _placement(
    meeting: Meeting, starts: datetime, ends: datetime, kind: str, column: UUID | None
) -> Placement:
    """Where the meeting goes; in a column of instructors, it is handed to whoever has the column."""
    teaching = {row.staff_member_id for row in meeting.instructors.all()}
    handed_to = (column,) if kind == "instructors" and column and column not in teaching else None
    return Placement(
        day=starts.date(),
        starts=starts.time(),
        minutes=int((ends - starts).total_seconds() // 60),
        room_id=column if kind == "rooms" and column else meeting.room_id,
        instructor_ids=handed_to,
    )
