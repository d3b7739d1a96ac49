"""Thirty days, said before the database says it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from museminder.domain.privacy.rules.notice import (
    AlreadyPosted,
    TooSoon,
    check_can_post,
    earliest_effective_on,
)

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)


def test_thirty_whole_days_lie_between() -> None:
    assert earliest_effective_on(NOON) == date(2026, 6, 20)
    assert earliest_effective_on(datetime(2026, 5, 20, tzinfo=UTC)) == date(2026, 6, 19)


def test_the_clock_on_the_wall_does_not_matter() -> None:
    in_kiritimati = NOON.astimezone(timezone(timedelta(hours=14)))

    assert earliest_effective_on(in_kiritimati) == date(2026, 6, 20)


def test_a_version_too_soon_says_when_it_could_be() -> None:
    check_can_post(number=2, posted={1}, effective_on=date(2026, 6, 20), at=NOON)
    with pytest.raises(TooSoon, match="2026-06-20 at the earliest"):
        check_can_post(number=2, posted={1}, effective_on=date(2026, 6, 19), at=NOON)


def test_a_posted_number_is_taken() -> None:
    with pytest.raises(AlreadyPosted, match="Version 1 was posted before"):
        check_can_post(number=1, posted={1}, effective_on=date(2026, 8, 1), at=NOON)
