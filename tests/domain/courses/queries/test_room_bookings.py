import pytest

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.queries.room_bookings import book_rooms, bookings_of
from tests.counting import statements
from tests.factories import courses as make


def wishes(room, *hours):
    """Meetings as they would be, each a whole term's."""
    meetings = []
    for hour in hours:
        of = make.offering(f"Tap at {hour}", make.weekly(hour=hour))
        meetings.append(make.meetings_of(of))
        for one in meetings[-1]:
            one.room, one.shares_room = room, room.is_shared
    return meetings


def test_an_earlier_wish_takes_the_room_and_so_does_what_is_there(studio):
    hall = make.room()
    make.offering("Choir", make.weekly(hour=12, room=hall))
    first, second, third, fourth = wishes(hall, 9, 10, 10, 12)
    with statements("studio") as sent:
        booked = bookings_of([*first, *second, *third, *fourth])
    assert len(sent) == 1
    assert [book_rooms(booked, each) for each in (first, second, third, fourth)] == [True, True, False, False]


def test_a_wish_that_wants_a_room_twice_at_once_does_not_get_it(studio):
    [meetings] = wishes(make.room(), 9)
    assert book_rooms(bookings_of([]), [*meetings, *meetings]) is False


@pytest.mark.parametrize("change", [{"is_shared": True}, {}])
def test_shared_rooms_and_meetings_that_do_not_happen_take_nothing(studio, change):
    hall = make.room(**change)
    make.offering("Choir", make.weekly(hour=9, room=hall))
    [meetings] = wishes(hall, 9)
    if not change:
        Meeting.objects.filter(room=hall).update(is_cancelled=True)
    assert book_rooms(bookings_of(meetings), meetings) is True
