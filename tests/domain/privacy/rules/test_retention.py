"""How a rule counts, and how it reads."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.privacy.rules.retention import last_day, scheduled, time_of
from museminder.primitives.retention import Event, Rule


def rule(months: int = 0, days: int = 0) -> Rule:
    return Rule("photographs", Event.STUDENT_LEFT, "student", months=months, days=days)


@pytest.mark.parametrize(
    ("months", "days", "on", "day"),
    [
        (24, 0, date(2026, 2, 28), date(2024, 2, 28)),
        (12, 0, date(2028, 2, 29), date(2027, 2, 28)),
        (1, 0, date(2026, 3, 31), date(2026, 2, 28)),
        (0, 60, date(2026, 3, 1), date(2025, 12, 31)),
    ],
)
def test_time_is_counted_back_to_a_day_that_there_was(months: int, days: int, on: date, day: date) -> None:
    assert last_day(rule(months, days), on=on) == day


def test_words_are_made_of_the_rule() -> None:
    assert time_of(rule(months=24)) == "24 months after the student has left"
    assert time_of(rule(months=120)) == "10 years after the student has left"
    assert str(rule(days=60)) == "photographs: until 60 days after the student has left"


def test_the_policy_s_three_times_are_in_the_schedule() -> None:
    """Sentence N05 of the policy: 24 months, notes about health 60 days; photographs 12 months."""
    times = {
        (holding.model, rule.months, rule.days)
        for holding, rule in scheduled()
        if holding.model in ("people.Student", "people.StudentPhotograph")
    }

    assert times == {
        ("people.Student", 0, 60),
        ("people.Student", 24, 0),
        ("people.StudentPhotograph", 12, 0),
    }
