"""A backup is begun each night, one at a time, and tried again an hour after it failed."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

import pytest

from museminder.foundation.backups.catalog import FULL, INCREMENT, Backup, Contents, new_name
from museminder.foundation.backups.nights import Nights, is_due, is_whole_due

AT = dt.datetime(2026, 11, 23, 2, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("ages", "at", "due"),
    [
        ([1, 1], AT, False),
        ([21, 1], AT, True),
        ([21, 21], AT + 5 * HOUR, False),
        ([24, 1], AT + 5 * HOUR, True),
        ([None, 1], AT + 5 * HOUR, True),
    ],
)
def test_it_is_due_at_night_or_when_a_night_was_missed(
    ages: list[int | None], at: dt.datetime, due: bool
) -> None:
    assert is_due([at - age * HOUR if age else None for age in ages], at=at) is due


def test_once_a_week_it_is_a_whole_one() -> None:
    def contents(*backups: tuple[str, int]) -> Contents:
        made = [
            Backup("studios", "7", new_name(kind, AT, "x"), kind, AT - days * 24 * HOUR, 1, True, AT)
            for kind, days in backups
        ]
        return Contents(made, {}, [], [])

    assert [
        is_whole_due(each, ["studios"], at=AT)
        for each in (contents(), contents((FULL, 8), (INCREMENT, 1)), contents((FULL, 6), (INCREMENT, 1)))
    ] == [True, True, False]


def test_one_is_begun_at_a_time_and_again_an_hour_later(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    program = f"import time; open({str(begun)!r}, 'a').write('x'); time.sleep(60)"
    nights = Nights([sys.executable, "-c", program])
    began = [nights.step([None], at=AT), nights.step([None], at=AT + 2 * HOUR)]
    deadline = time.monotonic() + 20
    while not begun.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    nights.end()
    after = [nights.step([None], at=AT + HOUR / 2), nights.step([AT], at=AT + 2 * HOUR)]
    again = nights.step([None], at=AT + 2 * HOUR)
    nights.end()
    running = subprocess.run(["pgrep", "-f", str(begun)], check=False, capture_output=True).stdout

    assert (began, after, again, running) == ([True, False], [False, False], True, b"")
