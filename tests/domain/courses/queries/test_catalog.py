from datetime import date

import pytest

from museminder.domain.courses.models import Season
from museminder.domain.courses.queries.catalog import (
    catalog,
    closures_with_meetings,
    locations_with_rooms,
    offering_details,
    programs_with_courses,
    seasons_with_offerings,
)
from tests.counting import statements
from tests.factories import courses as make
from tests.schools import NOON


def names(courses):
    return [(course.name, [one.name for one in course.offerings.all()]) for course in courses]


def test_courses_of_a_season_are_those_offered_on_its_days(studio):
    fall = make.season("Fall", date(2026, 9, 7), date(2026, 12, 1))
    make.offering("Tap", make.weekly())
    make.offering("Jazz", make.weekly(), of_season=fall)
    assert names(catalog(season=Season.objects.get(name="Fall"))) == [("Jazz", ["Jazz"])]
    assert names(catalog()) == [("Jazz", ["Jazz"]), ("Tap", ["Tap"])]


def test_a_few_letters_find_a_course_by_its_own_or_its_class_s_name(studio):
    make.offering("Tap", make.weekly())
    make.offering("Jazz", make.weekly())
    assert names(catalog(words="AZ")) == [("Jazz", ["Jazz"])]
    assert [catalog(words="%"), catalog(program="music")] == [[], []]


@pytest.mark.parametrize("courses", [1, 3])
def test_catalog_takes_four_statements_however_many_courses(studio, courses):
    cho = make.instructor()
    for n in range(courses):
        make.offering(f"Tap {n}", make.weekly(n), taught_by=(cho.id,), until=date(2026, 2, 12))
    with statements("studio") as sent:
        assert len(catalog()) == courses
    assert len(sent) == 4


def test_details_count_what_happens_and_what_is_closed(studio):
    tap = make.offering("Tap", make.weekly(), starts_on=date(2026, 5, 4), until=date(2026, 6, 1))
    details = offering_details(tap.id, at=NOON)
    assert (details.meeting_count, details.closed_count) == (4, 0)
    assert [one.held_on for one in details.upcoming] == [date(2026, 5, 20), date(2026, 5, 27)]
    assert offering_details(tap.course_id, at=NOON) is None


def test_lists_count_what_hangs_on_them(studio):
    make.offering("Tap", make.weekly(room=make.room()))
    make.offering("Jazz", make.weekly(1))
    assert [one.course_count for one in programs_with_courses()] == [2]
    assert [one.offering_count for one in seasons_with_offerings()] == [2]
    assert [[room.name for room in one.rooms.all()] for one in locations_with_rooms()] == [["Studio A"]]
    assert closures_with_meetings(date(2026, 1, 1)) == []
