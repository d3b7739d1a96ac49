"""Times of day and days of the week."""

from __future__ import annotations

from datetime import time

import pytest

from museminder.domain.switching.formats.times import AmbiguousTime, parse_time, parse_weekdays


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("3:30pm", time(15, 30)),
        ("3:30 p.m.", time(15, 30)),
        ("6:15p", time(18, 15)),
        ("9am", time(9)),
        ("12:00 AM", time(0)),
        ("12:15pm", time(12, 15)),
        ("15:30", time(15, 30)),
        ("15:30:00", time(15, 30)),
        ("03:30", time(3, 30)),
        ("15h30", time(15, 30)),
        ("16.30 Uhr", time(16, 30)),
        ("25:00", None),
        ("13pm", None),
        ("9", None),
        ("noon", None),
    ],
)
def test_times_are_read_in_both_clocks(text: str, at: time | None) -> None:
    assert parse_time(text) == at


def test_an_early_hour_without_am_or_pm_is_asked_about() -> None:
    with pytest.raises(AmbiguousTime):
        parse_time("3:30")


@pytest.mark.parametrize(
    ("region", "text", "days"),
    [
        ("US", "M, W", (0, 2)),
        ("US", "MWF", (0, 2, 4)),
        ("US", "TuTh", (1, 3)),
        ("US", "Tu, Th", (1, 3)),
        ("US", "MTWThF", (0, 1, 2, 3, 4)),
        ("US", "Mon/Wed", (0, 2)),
        ("US", "Sa", (5,)),
        ("US", "Sat & Sun", (5, 6)),
        ("US", "M-F", (0, 1, 2, 3, 4)),
        ("US", "Fri-Mon", (0, 4, 5, 6)),
        ("US", "Tuesdays", (1,)),
        ("DE", "Di, Do", (1, 3)),
        ("DE", "Mi", (2,)),
        ("FR", "mar", (1,)),
        ("FR", "lundi et mercredi", (0, 2)),
        ("MX", "lunes y miércoles", (0, 2)),
        ("US", "S", None),
        ("US", "by appointment", None),
        ("US", "", None),
    ],
)
def test_days_are_read_as_the_region_shortens_them(
    region: str, text: str, days: tuple[int, ...] | None
) -> None:
    assert parse_weekdays(text, region=region) == days
