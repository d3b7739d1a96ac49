"""Seasons and rooms that a file needs."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.courses.models import Location, Room, Season
from museminder.domain.switching.actions.surroundings import at_most_two_years
from tests.domain.switching.actions.importing import brought, classes
from tests.schools import School

TODAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("first", "until", "days"),
    [
        (date(2026, 9, 1), date(2027, 7, 1), (date(2026, 9, 1), date(2027, 7, 1))),
        (date(2026, 9, 1), date(2026, 9, 1), (date(2026, 9, 1), date(2026, 9, 2))),
        (date(2015, 9, 1), date(2020, 7, 1), (date(2019, 7, 2), date(2020, 7, 1))),
        (date(2015, 9, 1), date(2035, 7, 1), (date(2025, 9, 15), date(2027, 9, 17))),
        (date(2026, 9, 1), date(2099, 1, 1), (date(2026, 9, 1), date(2028, 9, 2))),
    ],
)
def test_days_are_one_at_least_and_two_years_at_most(
    first: date, until: date, days: tuple[date, date]
) -> None:
    assert at_most_two_years(first, until, TODAY) == days


def test_rooms_and_seasons_are_made_once(studio: School) -> None:
    rows = [f"Tap {hour},Tap,,Mon,{hour}:00 pm,{hour}:45 pm,Blue,,,8," for hour in (3, 4, 5)]
    brought(studio, classes(*rows))
    assert [one.name for one in Season.objects.all()] == ["Imported 2026"]
    assert (Location.objects.get().name, Room.objects.get().name) == ("Main location", "Blue")
