from datetime import date

import pytest

from museminder.domain.courses.actions.schedules import add_weekly_time, end_weekly_time
from museminder.domain.courses.rules.refusals import Refused, RoomTaken
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON


@pytest.fixture
def tap(studio):
    return make.offering("Tap", make.weekly(), until=date(2026, 2, 21), taught_by=(make.instructor().id,))


def add(tap, weekly, starts_on=date(2026, 2, 10)):
    return add_weekly_time(offering_id=tap.id, weekly=weekly, starts_on=starts_on, by=PROGRAM, at=NOON)


def test_one_more_weekly_time_runs_from_its_day_to_the_end(tap):
    add(tap, make.weekly(make.FRIDAY))
    assert [day.day for day in make.days_of(tap)] == [4, 11, 13, 18, 20]
    assert [one.instructors.count() for one in make.meetings_of(tap)] == [1] * 5


def test_weekly_time_outside_the_offering_is_refused(tap):
    with pytest.raises(Refused) as refusal:
        add(tap, make.weekly(make.FRIDAY), starts_on=date(2026, 2, 21))
    assert refusal.value.field == "starts_on"


def test_weekly_time_in_a_taken_room_is_refused_and_no_template_is_kept(tap):
    hall = make.room()
    make.offering("Jazz", make.weekly(make.FRIDAY, room=hall), until=date(2026, 2, 21))
    with pytest.raises(RoomTaken):
        add(tap, make.weekly(make.FRIDAY, room=hall))
    assert tap.templates.count() == 1


def test_ended_weekly_time_keeps_what_was_before(tap):
    off = end_weekly_time(template_id=tap.templates.get().id, until=date(2026, 2, 11), by=PROGRAM, at=NOON)
    assert (len(off), [day.day for day in make.days_of(tap)]) == (2, [4])


@pytest.mark.parametrize("until", [date(2026, 2, 1), date(2026, 2, 21)])
def test_weekly_time_ends_within_its_days(tap, until):
    with pytest.raises(Refused):
        end_weekly_time(template_id=tap.templates.get().id, until=until, by=PROGRAM, at=NOON)
