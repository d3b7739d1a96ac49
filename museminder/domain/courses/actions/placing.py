"""Putting meetings on the calendar: the one place where new ones are saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from museminder.domain.courses.events import MeetingsAdded
from museminder.domain.courses.models import Meeting, MeetingInstructor
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.rules.clashes import Clash, Slot
from museminder.domain.courses.rules.plans import MeetingPlan
from museminder.domain.courses.rules.refusals import RoomTaken, check_clashes
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

# PostgreSQL: an exclusion constraint refused the row; two that wait for each other's rooms.
_ROOM_TAKEN = {"23P01", "40P01"}
BATCH = 2_000  # rows in one statement


@contextmanager
def rooms_guarded(slots: Sequence[Slot]) -> Iterator[None]:
    """Save meetings inside; if the database finds a room taken after all, nothing of it is kept.

    Raises ``RoomTaken``: somebody else may have saved between our look and our write.
    """
    try:
        with transaction.atomic(using=current_site()):
            yield
    except DatabaseError as refusal:
        if getattr(refusal.__cause__, "sqlstate", "") not in _ROOM_TAKEN:
            raise
        raise RoomTaken([clash for clash in find_clashes(slots) if clash.is_final]) from refusal


def place_meetings(
    plan: MeetingPlan, *, instructor_ids: Sequence[UUID], reason: str, by: Actor, at: datetime
) -> list[Meeting]:
    """Save planned meetings with who teaches them, and announce them by offering.

    Clashing ones keep the reason. Raises ``RoomTaken``, or ``NeedsReason`` if people clash and nobody says why.
    """
    taught_by = dict.fromkeys([meeting.offering_id for meeting in plan.meetings], instructor_ids)
    _place(plan, taught_by, reason)
    for offering_id, ids in _by_offering(plan.meetings).items():
        announce(MeetingsAdded(offering_id=offering_id, meeting_ids=tuple(ids), by=by, at=at))
    return plan.meetings


def place_first_meetings(
    plan: MeetingPlan,
    *,
    taught_by: Mapping[UUID | None, Sequence[UUID]],
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Save the meetings of offerings made just now, however many, with the instructors of each offering.

    As ``place_meetings``; announced as the first ones, because nobody can be enrolled yet.
    """
    _place(plan, taught_by, reason)
    for offering_id, ids in _by_offering(plan.meetings).items():
        announce(
            MeetingsAdded(offering_id=offering_id, meeting_ids=tuple(ids), by=by, at=at, are_the_first=True)
        )


def _place(plan: MeetingPlan, taught_by: Mapping[UUID | None, Sequence[UUID]], reason: str) -> None:
    check_clashes(plan.clashes, reason=reason)
    mark_clashes(plan.meetings, plan.clashes, reason=reason)
    slots = [
        Slot(m.starts_at, m.ends_at, m.room_id, offering_id=m.offering_id, shares_room=m.shares_room)
        for m in plan.open_meetings
    ]
    with rooms_guarded(slots):
        Meeting.objects.bulk_create(plan.meetings, batch_size=BATCH)
    MeetingInstructor.objects.bulk_create(
        [
            MeetingInstructor(meeting=meeting, staff_member_id=staff_member_id)
            for meeting in plan.meetings
            for staff_member_id in taught_by.get(meeting.offering_id, ())
        ],
        batch_size=BATCH,
    )


def _by_offering(meetings: Sequence[Meeting]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for meeting in meetings:
        if meeting.offering_id:
            found.setdefault(meeting.offering_id, []).append(meeting.id)
    return found


def mark_clashes(meetings: Sequence[Meeting], clashes: Sequence[Clash], *, reason: str) -> None:
    """Write the reason on the meetings that clash, and on no other; the caller saves them."""
    clashing = {(clash.slot.offering_id, clash.slot.starts_at) for clash in clashes}
    for meeting in meetings:
        is_clashing = (meeting.offering_id, meeting.starts_at) in clashing
        meeting.clash_reason = reason.strip()[:200] if is_clashing else ""
