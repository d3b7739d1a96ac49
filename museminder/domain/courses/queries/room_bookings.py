"""Which rooms are free for a whole timetable, class by class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.queries.clashes import meetings_around
from museminder.domain.courses.queries.planning import slot_of
from museminder.domain.courses.rules.agendas import Agenda


def bookings_of(meetings: Iterable[Meeting]) -> Agenda[UUID]:
    """When the rooms of these unsaved meetings are taken already, in one statement; shared rooms never are."""
    slots = [slot_of(each, frozenset()) for each in meetings if _takes_room(each)]
    booked: Agenda[UUID] = Agenda()
    if not slots:
        return booked
    there = meetings_around(slots).filter(room_id__in={slot.room_id for slot in slots}, shares_room=False)
    for room_id, starts_at, ends_at, meeting_id in there.values_list("room_id", "starts_at", "ends_at", "id"):
        booked.add(room_id, starts_at, ends_at, meeting_id)
    return booked


def book_rooms(booked: Agenda[UUID], meetings: Sequence[Meeting]) -> bool:
    """Note the rooms of an offering's meetings as taken, if all of them are free; else nothing, and False."""
    asked = [each for each in meetings if _takes_room(each)]
    own: Agenda[UUID] = Agenda()
    for each in asked:
        span = (each.room_id, each.starts_at, each.ends_at)
        if booked.during(*span) or own.during(*span):
            return False
        own.add(*span, each.id)
    for each in asked:
        booked.add(each.room_id, each.starts_at, each.ends_at, each.id)
    return True


def _takes_room(meeting: Meeting) -> bool:
    return bool(meeting.room_id) and not meeting.shares_room and not meeting.is_cancelled
