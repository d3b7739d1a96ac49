"""The 18th birthday is watched: by a rehearsal, and in every school whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from museminder.promise.checking import Ran
from museminder.promise.checks.coming_of_age import born_on


@pytest.mark.usefixtures("own_vault", "built")
def test_the_rights_pass_and_whoever_takes_the_look_or_its_job_away_is_noticed(
    look_and_sabotage: Callable[..., tuple[Ran, list[str]]],
) -> None:
    kept, survived = look_and_sabotage(
        "rights.passed-at-18", "birthdays-looked-for-nowhere", "birthday-slept-through"
    )

    assert (kept.details, kept.kept, survived) == ([], True, [])


@pytest.mark.parametrize(
    ("day", "later", "born"),
    [
        (date(2026, 11, 22), 0, date(2008, 11, 22)),
        (date(2028, 2, 29), 0, date(2010, 2, 28)),
        (date(2028, 2, 26), 3, date(2010, 3, 1)),
    ],
)
def test_who_is_planted_is_of_age_on_the_day_meant(day: date, later: int, born: date) -> None:
    assert born_on(day, later=later) == born
