"""Single meetings: an extra lesson of an offering, a copy of a meeting, a rehearsal or another event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.placing import place_meetings
from museminder.domain.courses.models import Meeting, MeetingKind, Offering, Room
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.queries.closures import closures_between
from museminder.domain.courses.queries.planning import instructors_of, kind_of, slot_of
from museminder.domain.courses.rules.closing import check_day_is_open, closure_over
from museminder.domain.courses.rules.local_time import span_of, studio_zone
from museminder.domain.courses.rules.plans import MeetingPlan, Placement
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.courses.rules.spans import check_minutes
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def add_meeting(*, offering_id: UUID, to: Placement, reason: str = "", by: Actor, at: datetime) -> Meeting:
    """Add one meeting to an offering, outside its weekly plan; who is enrolled then comes to it too.

    Raises ``RoomTaken``, ``NeedsReason``, or ``Refused`` if the day is closed.
    """
    offering = Offering.objects.get(id=offering_id)
    meeting = Meeting(offering=offering, kind=kind_of(offering), places=offering.places, is_detached=True)
    teachers = instructors_of(offering) if to.instructor_ids is None else to.instructor_ids
    return _put(meeting, to, teachers, "courses.meeting.added", reason=reason, by=by, at=at)


def create_event(
    *,
    kind: MeetingKind,
    title: str,
    to: Placement,
    places: int = 0,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Meeting:
    """Put a rehearsal, a performance or another event on the calendar; ``places`` is how many students it takes.

    Raises ``RoomTaken``, ``NeedsReason``, or ``Refused`` if it has no title or the day is closed.
    """
    if not title.strip():
        raise Refused(_("Give it a title, so that people know what it is."), "title")
    meeting = Meeting(kind=kind, title=title.strip()[:120], places=places, is_detached=True)
    teachers = to.instructor_ids or ()
    return _put(meeting, to, teachers, "courses.meeting.added", reason=reason, by=by, at=at)


def copy_meeting(*, meeting_id: UUID, to: Placement, reason: str = "", by: Actor, at: datetime) -> Meeting:
    """Put a second meeting like this one at another time; the copy belongs to no weekly plan.

    Raises ``RoomTaken``, ``NeedsReason``, or ``Refused`` if the day is closed.
    """
    original = Meeting.objects.select_related("offering").get(id=meeting_id)
    teachers = to.instructor_ids
    if teachers is None:
        teachers = tuple(original.instructors.order_by("id").values_list("staff_member_id", flat=True))
    copy = Meeting(
        offering=original.offering,
        kind=original.kind,
        title=original.title,
        places=original.offering.places if original.offering else original.places,
        is_detached=True,
    )
    return _put(copy, to, teachers, "courses.meeting.copied", reason=reason, by=by, at=at)


def _put(
    meeting: Meeting,
    to: Placement,
    teachers: Sequence[UUID],
    what: str,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> Meeting:
    check_minutes(to.minutes)
    with transaction.atomic(using=current_site()):
        meeting.room = Room.objects.get(id=to.room_id) if to.room_id else None
        meeting.shares_room = bool(meeting.room and meeting.room.is_shared)
        meeting.starts_at, meeting.ends_at = span_of(to.day, to.starts, to.minutes, studio_zone())
        meeting.held_on = to.day
        closures = closures_between(to.day, to.day + timedelta(days=1))
        check_day_is_open(
            closure_over(closures, day=to.day, room=meeting.room, offering_id=meeting.offering_id)
        )
        plan = MeetingPlan([meeting], find_clashes([slot_of(meeting, frozenset(teachers))]))
        place_meetings(plan, instructor_ids=list(dict.fromkeys(teachers)), reason=reason, by=by, at=at)
        record_change(what, of=meeting, by=by, at=at, note=reason, details={"on": to.day.isoformat()})
        return meeting
