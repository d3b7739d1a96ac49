from datetime import date

import pytest

from museminder.domain.courses.actions.rooms import edit_room
from museminder.domain.courses.models import Room
from museminder.domain.courses.rules.refusals import Refused
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON


def edit(room, **changes):
    facts = {
        "name": room.name,
        "capacity": room.capacity,
        "is_shared": room.is_shared,
        "is_active": True,
    } | changes
    return edit_room(room_id=room.id, **facts, by=PROGRAM, at=NOON)


def two_in(room):
    for name in ("Tap", "Jazz"):
        make.offering(name, make.weekly(room=room), until=date(2026, 2, 6))


def test_room_that_becomes_shared_takes_several_at_once(studio):
    hall = make.room()
    make.offering("Tap", make.weekly(room=hall), until=date(2026, 2, 6))
    edit(hall, is_shared=True)
    jazz = make.offering("Jazz", make.weekly(room=Room.objects.get()), until=date(2026, 2, 6))
    assert [one.shares_room for one in make.meetings_of(jazz)] == [True]


def test_room_stays_shared_while_meetings_overlap_in_it(studio):
    hall = make.room(is_shared=True)
    two_in(hall)
    with pytest.raises(Refused, match="Meetings overlap") as refusal:
        edit(hall, is_shared=False)
    assert (refusal.value.field, Room.objects.get().is_shared) == ("is_shared", True)


def test_name_is_taken_once_in_a_building_whatever_its_case(studio):
    make.room("Studio A")
    with pytest.raises(Refused) as refusal:
        make.room(" studio  a ")
    assert refusal.value.field == "name"


def test_room_keeps_its_own_name(studio):
    hall = make.room()
    assert edit(hall, capacity=20).capacity == 20
