from datetime import UTC, date, datetime, timedelta

import pytest

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.rules import clashes as rules
from museminder.domain.courses.rules.clashes import Clash, ClashKind, Slot, register_clash_finder
from tests.counting import statements
from tests.factories import courses as make

FOUR = datetime(2026, 2, 4, 21, tzinfo=UTC)  # four in the afternoon in New York


def slot(start=FOUR, minutes=45, **facts):
    return Slot(start, start + timedelta(minutes=minutes), **facts)


@pytest.fixture
def tap(studio):
    cho, hall = make.instructor(), make.room()
    return (
        make.offering("Tap", make.weekly(room=hall), taught_by=(cho.id,), until=date(2026, 2, 6)),
        cho,
        hall,
    )


def found(*slots):
    return [(one.kind.value, one.who, one.meeting_name) for one in find_clashes(slots)]


def test_room_and_instructor_are_found_together(tap):
    _, cho, hall = tap
    asked = slot(room_id=hall.id, instructor_ids=frozenset({cho.id}))
    assert found(asked) == [("instructor", "Wren Cho", "Tap"), ("room", "Studio A", "Tap")]


@pytest.mark.parametrize(("minutes_later", "clashing"), [(-45, 0), (-44, 1), (44, 1), (45, 0)])
def test_meetings_that_only_touch_do_not_clash(tap, minutes_later, clashing):
    _, _, hall = tap
    assert len(find_clashes([slot(FOUR + timedelta(minutes=minutes_later), room_id=hall.id)])) == clashing


def test_meeting_that_moves_does_not_clash_with_where_it_was(tap):
    of, _, hall = tap
    assert found(slot(room_id=hall.id, meeting_id=make.meetings_of(of)[0].id)) == []


def test_cancelled_meeting_takes_no_room(tap):
    _, _, hall = tap
    Meeting.objects.update(is_cancelled=True)
    assert found(slot(room_id=hall.id)) == []


def test_slots_that_share_a_room_or_an_instructor_clash_among_themselves(studio):
    cho, hall = make.instructor(), make.room()
    asked = slot(room_id=hall.id, instructor_ids=frozenset({cho.id}))
    assert found(asked, asked) == [("instructor", "Wren Cho", ""), ("room", "Studio A", "")]


def test_areas_above_are_asked_too(studio, monkeypatch):
    monkeypatch.setattr(rules, "_finders", [])
    there = make.offering("Choir", make.weekly(), until=date(2026, 2, 6))

    @register_clash_finder
    def finder(slots):
        (meeting,) = make.meetings_of(there)
        return [
            Clash(ClashKind.STUDENT, "Mia", slots[0], meeting.id, "Choir", meeting.starts_at, meeting.ends_at)
        ]

    assert found(slot()) == [("student", "Mia", "Choir")]


@pytest.mark.parametrize("slots", [1, 3, 200])
def test_two_statements_however_many_slots(tap, monkeypatch, slots):
    monkeypatch.setattr(rules, "_finders", [])
    _, cho, hall = tap
    asked = [
        slot(FOUR + timedelta(days=n), room_id=hall.id, instructor_ids=frozenset({cho.id}))
        for n in range(slots)
    ]
    with statements("studio") as sent:
        assert len(find_clashes(asked)) == 2
    assert len(sent) == 2


def test_no_slots_ask_nothing(studio):
    with statements("studio") as sent:
        assert find_clashes([]) == []
    assert sent == []
