"""Who or what would be in two places at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from museminder.domain.courses.models import Meeting, MeetingInstructor, Room
from museminder.domain.courses.rules.agendas import LONGEST, Agenda
from museminder.domain.courses.rules.clashes import Clash, ClashKind, Slot, registered_finders
from museminder.domain.people.models import StaffMember


def find_clashes(slots: Sequence[Slot]) -> list[Clash]:
    """Every clash of meetings about to be saved: rooms, instructors, and what areas above have registered.

    Sorted by time. Two statements and those of the registered finders, however many slots there are; slots are
    also compared with each other.
    """
    if not slots:
        return []
    found = [*_room_clashes(slots), *_instructor_clashes(slots), *_clashes_among(slots)]
    for finder in registered_finders():
        found += finder(slots)
    return sorted(found, key=lambda clash: (clash.slot.starts_at, clash.kind, clash.who))


def meetings_around(slots: Sequence[Slot]) -> QuerySet[Meeting]:
    """The meetings that happen at about the time of the slots and are not among them."""
    moving = [slot.meeting_id for slot in slots if slot.meeting_id]
    first, last = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    # Bounded on both sides of starts_at, which is what the index knows.
    return (
        Meeting.objects.filter(starts_at__gt=first - LONGEST, starts_at__lt=last, ends_at__gt=first)
        .filter(is_cancelled=False)
        .exclude(id__in=moving)
    )


def _room_clashes(slots: Sequence[Slot]) -> list[Clash]:
    asked = [slot for slot in slots if slot.room_id and not slot.shares_room]
    if not asked:
        return []
    there = meetings_around(slots).filter(room_id__in={slot.room_id for slot in asked}, shares_room=False)
    taken: Agenda[_There] = Agenda()
    facts: list[Any]
    for room_id, room, *facts in there.order_by("starts_at").values_list(
        "room_id", "room__name", "id", "title", "offering__name", "starts_at", "ends_at"
    ):
        _note(taken, room_id, _There(room, *facts))
    return [
        _clash(ClashKind.ROOM, slot, meeting)
        for slot in asked
        for meeting in taken.during(slot.room_id, slot.starts_at, slot.ends_at)
    ]


def _instructor_clashes(slots: Sequence[Slot]) -> list[Clash]:
    asked: set[UUID] = set().union(*(slot.instructor_ids for slot in slots))
    if not asked:
        return []
    there = MeetingInstructor.objects.filter(staff_member_id__in=asked, meeting__in=meetings_around(slots))
    teaching: Agenda[_There] = Agenda()
    meeting_facts = ("meeting__title", "meeting__offering__name", "meeting__starts_at", "meeting__ends_at")
    facts: list[Any]
    for who, first_name, last_name, *facts in there.order_by("meeting__starts_at", "id").values_list(
        "staff_member_id", "staff_member__first_name", "staff_member__last_name", "meeting_id", *meeting_facts
    ):
        _note(
            teaching, who, _There(StaffMember(first_name=first_name, last_name=last_name).full_name, *facts)
        )
    return [
        _clash(ClashKind.INSTRUCTOR, slot, meeting)
        for slot in slots
        for who in sorted(slot.instructor_ids)
        for meeting in teaching.during(who, slot.starts_at, slot.ends_at)
    ]


@dataclass(frozen=True, slots=True)
class _There:
    """A meeting on the calendar, and who or what of it is asked for."""

    who: str
    meeting_id: UUID
    title: str
    offering: str | None
    starts_at: datetime
    ends_at: datetime


def _note(agenda: Agenda[_There], who: UUID, meeting: _There) -> None:
    agenda.add(who, meeting.starts_at, meeting.ends_at, meeting)


def _clash(kind: ClashKind, slot: Slot, meeting: _There) -> Clash:
    name = meeting.title or meeting.offering or ""
    return Clash(kind, meeting.who, slot, meeting.meeting_id, name, meeting.starts_at, meeting.ends_at)


def _clashes_among(slots: Sequence[Slot]) -> list[Clash]:
    """Slots that ask for one room or instructor among themselves, such as two weekly plans of one offering."""
    shared = [
        (kind, who, one, other) for one, other in _overlapping(slots) for kind, who in _shared(one, other)
    ]
    if not shared:
        return []
    asked = {who for _kind, who, _one, _other in shared}
    names = {room.id: room.name for room in Room.objects.filter(id__in=asked)} | {
        person.id: person.full_name for person in StaffMember.objects.filter(id__in=asked)
    }
    return [
        Clash(kind, names.get(who, ""), other, one.meeting_id, "", one.starts_at, one.ends_at)
        for kind, who, one, other in shared
    ]


def _shared(one: Slot, other: Slot) -> Iterator[tuple[ClashKind, UUID]]:
    for who in one.instructor_ids & other.instructor_ids:
        yield ClashKind.INSTRUCTOR, who
    if one.room_id and one.room_id == other.room_id and not (one.shares_room or other.shares_room):
        yield ClashKind.ROOM, one.room_id


def _overlapping(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    in_order = sorted(slots, key=lambda slot: slot.starts_at)
    for place, one in enumerate(in_order):
        for other in in_order[place + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            yield one, other
