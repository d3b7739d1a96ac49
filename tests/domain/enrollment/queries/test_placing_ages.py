from datetime import date

import pytest

from museminder.domain.enrollment.queries.placing_ages import PlacingAge, placing_ages, placing_day
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

FIRST = date(2026, 9, 1)


@pytest.mark.parametrize("today", [date(2026, 5, 20), date(2026, 9, 1), date(2026, 10, 5)])
def test_the_first_day_counts_and_today_once_it_is_past(studio, today):
    assert placing_day(make_offering(), today) == max(FIRST, today)


def test_only_courses_with_ages_open_a_birth_date_and_that_is_written_down(studio, vault):
    child = make_student(studio, make_family(studio), "Mia", birth_date=date(2020, 9, 1))
    ballet, choir = make_offering("Ballet II"), make_offering("Choir")
    ballet.course.age_from = 6
    ballet.course.save()
    vault.new_entries()
    assert placing_ages([(child, choir)], by=studio.owner.actor, at=NOON) == {}
    assert vault.new_entries() == []
    found = placing_ages([(child, choir), (child, ballet)], by=studio.owner.actor, at=NOON)
    assert found == {(child.pk, ballet.pk): PlacingAge(6, FIRST, 6, None)}
    assert [entry.purpose for entry in vault.new_entries()] == ["placing_by_age"]
