from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from museminder.domain.courses.rules.local_time import clock_of, day_of, moment_of, span_of, span_of_days

NEW_YORK, BERLIN, LORD_HOWE = (
    ZoneInfo("America/New_York"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Australia/Lord_Howe"),
)


@pytest.mark.parametrize(
    ("zone", "day", "shown", "moment"),
    [
        # Four in the afternoon stays four, before and after each change.
        (NEW_YORK, date(2026, 3, 7), time(16), datetime(2026, 3, 7, 21, tzinfo=UTC)),
        (NEW_YORK, date(2026, 3, 8), time(16), datetime(2026, 3, 8, 20, tzinfo=UTC)),
        (NEW_YORK, date(2026, 10, 31), time(16), datetime(2026, 10, 31, 20, tzinfo=UTC)),
        (NEW_YORK, date(2026, 11, 1), time(16), datetime(2026, 11, 1, 21, tzinfo=UTC)),
        (BERLIN, date(2026, 3, 28), time(16), datetime(2026, 3, 28, 15, tzinfo=UTC)),
        (BERLIN, date(2026, 3, 29), time(16), datetime(2026, 3, 29, 14, tzinfo=UTC)),
        (BERLIN, date(2026, 10, 24), time(16), datetime(2026, 10, 24, 14, tzinfo=UTC)),
        (BERLIN, date(2026, 10, 25), time(16), datetime(2026, 10, 25, 15, tzinfo=UTC)),
        # A time that is skipped is as much later as the clock jumps.
        (NEW_YORK, date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        (BERLIN, date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),
        # A time that comes twice is the first of the two.
        (NEW_YORK, date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (BERLIN, date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        # A leap day is a day.
        (NEW_YORK, date(2028, 2, 29), time(16), datetime(2028, 2, 29, 21, tzinfo=UTC)),
    ],
)
def test_moment_is_when_the_studio_s_clock_shows_the_time(zone, day, shown, moment):
    assert moment_of(day, shown, zone) == moment


@pytest.mark.parametrize(
    ("zone", "day", "shown"),
    [(NEW_YORK, date(2026, 3, 8), time(3, 30)), (BERLIN, date(2026, 3, 29), time(3, 30))],
)
def test_skipped_time_is_shown_an_hour_later(zone, day, shown):
    assert clock_of(moment_of(day, time(2, 30), zone), zone) == shown


def test_meeting_over_the_change_lasts_its_real_minutes():
    starts_at, ends_at = span_of(date(2026, 3, 8), time(1, 30), 60, NEW_YORK)
    assert (ends_at - starts_at).total_seconds() == 3600
    assert clock_of(ends_at, NEW_YORK) == time(3, 30)


def test_day_is_the_studio_s_own():
    late = datetime(2026, 5, 21, 2, 0, tzinfo=UTC)
    assert (day_of(late, NEW_YORK), day_of(late, BERLIN)) == (date(2026, 5, 20), date(2026, 5, 21))


def test_days_of_the_change_have_23_and_25_hours():
    spring = span_of_days(date(2026, 3, 8), date(2026, 3, 9), NEW_YORK)
    autumn = span_of_days(date(2026, 11, 1), date(2026, 11, 2), NEW_YORK)
    assert [(until - start).total_seconds() / 3600 for start, until in (spring, autumn)] == [23, 25]
