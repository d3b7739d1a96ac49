"""The clock gives aware moments, and a studio's day is that of its own time zone."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from museminder.primitives.clock import now, today_in


def test_now_is_an_aware_moment_in_utc():
    before = datetime.now(UTC)
    at = now()
    assert at.tzinfo is UTC
    assert before <= at <= before + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", date(2026, 5, 31)),
        ("UTC", date(2026, 6, 1)),
        ("Pacific/Kiritimati", date(2026, 6, 1)),
        ("Pacific/Pago_Pago", date(2026, 5, 31)),
    ],
)
def test_today_is_the_day_in_the_studio(zone, day):
    assert today_in(zone, datetime(2026, 6, 1, 3, 30, tzinfo=UTC)) == day


def test_today_changes_at_midnight_of_summer_time():
    just_before = datetime(2026, 7, 1, 3, 59, 59, tzinfo=UTC)
    assert today_in("America/New_York", just_before) == date(2026, 6, 30)
    assert today_in("America/New_York", just_before + timedelta(seconds=1)) == date(2026, 7, 1)


def test_moment_given_in_any_zone_is_the_same_moment():
    at = datetime(2026, 6, 1, 3, 30, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=9)))
    assert today_in("America/New_York", elsewhere) == today_in("America/New_York", at)


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="a moment needs a time zone"):
        today_in("UTC", datetime(2026, 6, 1))  # noqa: DTZ001


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "America"])
def test_zone_nobody_knows_is_refused(zone):
    with pytest.raises(ValueError, match="is not a time zone"):
        today_in(zone, datetime(2026, 6, 1, tzinfo=UTC))
