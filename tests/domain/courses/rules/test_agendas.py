from datetime import UTC, datetime, timedelta

import pytest

from museminder.domain.courses.rules.agendas import Agenda

FOUR = datetime(2026, 2, 4, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def hall():
    agenda = Agenda()
    for name, starts_at, length in (
        ("choir", FOUR + 2 * HOUR, HOUR),
        ("tap", FOUR, HOUR),
        ("camp", FOUR - 22 * HOUR, 25 * HOUR),
    ):
        agenda.add("hall", starts_at, starts_at + length, name)
    return agenda


@pytest.mark.parametrize(
    ("starts_at", "hours", "found"),
    [
        (FOUR, 1, ["camp", "tap"]),
        (FOUR + HOUR, 1, ["camp"]),
        (FOUR - HOUR, 5, ["camp", "tap", "choir"]),
        (FOUR + 3 * HOUR, 1, []),
        (FOUR - 23 * HOUR, 1, []),
    ],
)
def test_what_overlaps_is_found_earliest_first_and_what_touches_is_not(hall, starts_at, hours, found):
    assert hall.during("hall", starts_at, starts_at + hours * HOUR) == found


def test_nobody_else_is_busy(hall):
    assert hall.during("studio", FOUR, FOUR + HOUR) == []
