"""By the calendar backups go; the newest, the last verified, and what they are on top of stay."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from museminder.foundation.backups.catalog import FULL, INCREMENT, Backup, contents_of, new_name
from museminder.foundation.backups.retaining import Retention, kept_backups, leaving, remove
from museminder.foundation.backups.stores import Store

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def backup(days: int, kind: str = FULL, cluster: str = "studios", *, complete: bool = True) -> Backup:
    at = AT - days * DAY
    return Backup(cluster, "7", new_name(kind, at, f"{days:06x}"), kind, at, 10, complete, at)


def ages(kept: list[Backup]) -> list[int]:
    return [(AT - each.taken_at).days for each in kept]


def test_days_weeks_and_months_keep_their_newest() -> None:
    nightly = [backup(days) for days in range(100, -1, -1)]
    kept = kept_backups(nightly, Retention(daily=3, weekly=3, monthly=3), proven=None, at=AT)
    proven = kept_backups(nightly, Retention(1, 0, 0), proven=nightly[40].name, at=AT)

    # Monday the 23rd: Sundays the 22nd and 15th end weeks, the 31st of October and the 30th of September months
    assert ages(kept) == [54, 23, 8, 2, 1, 0]
    assert ages(proven) == [60, 0]


def test_what_an_increment_is_on_top_of_stays_with_it() -> None:
    week = [
        backup(10),
        backup(9, INCREMENT),
        backup(8, INCREMENT),
        backup(3),
        backup(2, INCREMENT),
        backup(1, INCREMENT),
    ]
    kept = kept_backups(week, Retention(1, 0, 0), proven=None, at=AT)
    proven = kept_backups(week, Retention(1, 0, 0), proven=week[1].name, at=AT)

    assert (ages(kept), ages(proven)) == ([3, 2, 1], [10, 9, 3, 2, 1])


def test_the_vault_s_go_by_the_day_and_the_newest_stays_whatever_its_age() -> None:
    old = [backup(days, cluster="vault") for days in (40, 20, 14, 3)]
    kept = kept_backups(old, Retention(), proven=old[0].name, at=AT)

    assert (ages(kept), ages(kept_backups(old[:2], Retention(), proven=None, at=AT))) == ([14, 3], [20])


def test_half_a_backup_goes_when_nobody_can_be_at_it_any_more() -> None:
    halves = [backup(3, complete=False), backup(1, complete=False), backup(0)]

    assert ages(kept_backups(halves, Retention(), proven=None, at=AT)) == [1, 0]


def put(folder: Path, path: str, days: float) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    moment = (AT - days * DAY).timestamp()
    os.utime(file, (moment, moment))
    return path


def test_the_log_stays_as_far_back_as_any_moment_can_be_asked_for_and_around_what_is_kept(
    tmp_path: Path,
) -> None:
    for days in (30, 20, 2, 1):
        for part in ("content", "manifest"):
            put(tmp_path, f"{backup(days).folder}/{part}.age", days)
    log = {age: put(tmp_path, f"studios/7/wal/{age:024X}.age", age) for age in (30, 29, 20, 10, 3, 2, 1, 0)}
    homes = [put(tmp_path, f"home/202611{day:02}T000000000000Z.age", 23 - day) for day in (1, 20)]
    stranger = put(tmp_path, "notes.txt", 90)
    store = Store(str(tmp_path))
    found = leaving(store, contents_of(store), Retention(2, 0, 1), proven=[backup(30).name], at=AT)
    remove(store, found)
    left = {each.path for each in store.names()}

    assert ([each.name for each in found.backups], found.segments) == ([backup(20).name], 4)
    assert found.objects[0].path.endswith("manifest.age")
    assert {age for age, path in log.items() if path in left} == {30, 2, 1, 0}
    assert ([path in left for path in homes], stranger in left) == ([False, True], True)
    assert [(AT - each.taken_at).days for each in contents_of(store).backups] == [30, 2, 1]
