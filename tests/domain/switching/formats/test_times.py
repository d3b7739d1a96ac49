"""Times of day and days of the week."""

from __future__ import annotations

from datetime import time

import pytest

from museminder.domain.switching.formats.times import AmbiguousTime, parse_time, parse_weekdays, split_span


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


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("4:30 PM - 5:15p", (time(16, 30), time(17, 15))),
        ("4:30-5:15pm", (time(16, 30), time(17, 15))),
        ("11:30 \u2013 12:15 PM", (time(11, 30), time(12, 15))),
        ("9:00 to 10:00 am", (time(9), time(10))),
        ("16:30 - 17:15", (time(16, 30), time(17, 15))),
        ("16h30-17h15", (time(16, 30), time(17, 15))),
        ("4pm", (time(16), None)),
    ],
)
def test_one_cell_may_say_when_a_class_begins_and_ends(text: str, span: tuple[time, time | None]) -> None:
    starts, ends = split_span(text)

    assert (parse_time(starts), parse_time(ends) if ends else None) == span


@pytest.mark.parametrize(("text", "at"), [("0.6875", time(16, 30)), (".75", time(18)), ("0.99999", None)])
def test_a_time_that_lost_its_format_is_a_part_of_the_day(text: str, at: time | None) -> None:
    assert parse_time(text) == at
