"""Who or what would be in two places at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from museminder.domain.courses.models import Meeting, MeetingInstructor, Room
from museminder.domain.courses.rules.clashes import Clash, ClashKind, Slot, registered_finders
from museminder.domain.people.models import StaffMember

LONGEST = timedelta(hours=25)


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
    there = (
        meetings_around(slots)
        .filter(room_id__in={slot.room_id for slot in asked}, shares_room=False)
        .select_related("offering", "room")
        .order_by("starts_at")
    )
    by_room: dict[UUID | None, list[Meeting]] = {}
    for meeting in there:
        by_room.setdefault(meeting.room_id, []).append(meeting)
    return [
        _clash(ClashKind.ROOM, str(meeting.room), slot, meeting)
        for slot in asked
        for meeting in by_room.get(slot.room_id, [])
        if slot.overlaps(meeting.starts_at, meeting.ends_at)
    ]


def _instructor_clashes(slots: Sequence[Slot]) -> list[Clash]:
    asked: set[UUID] = set().union(*(slot.instructor_ids for slot in slots))
    if not asked:
        return []
    there = (
        MeetingInstructor.objects.filter(staff_member_id__in=asked, meeting__in=meetings_around(slots))
        .select_related("staff_member", "meeting__offering")
        .order_by("meeting__starts_at", "id")
    )
    return [
        _clash(ClashKind.INSTRUCTOR, row.staff_member.full_name, slot, row.meeting)
        for row in there
        for slot in slots
        if row.staff_member_id in slot.instructor_ids
        and slot.overlaps(row.meeting.starts_at, row.meeting.ends_at)
    ]


def _clash(kind: ClashKind, who: str, slot: Slot, meeting: Meeting) -> Clash:
    return Clash(kind, who, slot, meeting.id, meeting.name, meeting.starts_at, meeting.ends_at)


def _clashes_among(slots: Sequence[Slot]) -> list[Clash]:
    """Slots that ask for one room or instructor among themselves, such as two weekly plans of one offering."""
    pairs = list(_overlapping(slots))
    if not pairs:
        return []
    names = _names_in(pairs)
    found = []
    for one, other in pairs:
        shared = [(ClashKind.INSTRUCTOR, who) for who in one.instructor_ids & other.instructor_ids]
        if one.room_id and one.room_id == other.room_id and not (one.shares_room or other.shares_room):
            shared.append((ClashKind.ROOM, one.room_id))
        found += [
            Clash(kind, names.get(who, ""), other, one.meeting_id, "", one.starts_at, one.ends_at)
            for kind, who in shared
        ]
    return found


def _names_in(pairs: Sequence[tuple[Slot, Slot]]) -> dict[UUID, str]:
    rooms = {one.room_id for one, _ in pairs if one.room_id}
    people: set[UUID] = set().union(*(one.instructor_ids for one, _ in pairs))
    return {room.id: room.name for room in Room.objects.filter(id__in=rooms)} | {
        person.id: person.full_name for person in StaffMember.objects.filter(id__in=people)
    }


def _overlapping(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    in_order = sorted(slots, key=lambda slot: slot.starts_at)
    for place, one in enumerate(in_order):
        for other in in_order[place + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            yield one, other
