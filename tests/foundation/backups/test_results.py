"""What came of looking at the backups is kept, the newest found first, the oldest let go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from museminder.foundation.backups import results
from museminder.foundation.backups.results import DRILL, VERIFY, Result, keep_result, last_result

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def result(kind: str, number: int, *wrong: str) -> Result:
    at = AT + dt.timedelta(days=number)
    return Result(kind, at, at + dt.timedelta(minutes=2), "/store", {"vault": f"b{number}"}, wrong, {"n": 1})


def test_the_newest_of_a_kind_is_found_and_the_newest_that_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = last_result(tmp_path, DRILL)
    good, bad, looked = result(DRILL, 1), result(DRILL, 2, "rows are gone"), result(VERIFY, 3)
    for each in (good, bad, looked):
        keep_result(tmp_path, each)
    found = [last_result(tmp_path, DRILL), last_result(tmp_path, DRILL, passed=True)]
    mode = (tmp_path / "backups/results.jsonl").stat().st_mode & 0o777
    monkeypatch.setattr(results, "KEPT", 2)
    keep_result(tmp_path, result(VERIFY, 4))

    assert (nothing, [each and each.ended_at for each in found]) == (None, [bad.ended_at, good.ended_at])
    assert ([each.passed for each in (good, bad)], found[1] and found[1].backups) == (
        [True, False],
        {"vault": "b1"},
    )
    assert (mode, last_result(tmp_path, DRILL), len(results.results(tmp_path, VERIFY))) == (0o600, None, 2)


def test_a_look_at_no_backup_has_not_passed() -> None:
    assert Result(VERIFY, AT, AT, "/store", {}, [], {}).passed is False
