"""What is in a store is told from the names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from museminder.foundation.backups.catalog import contents_of, new_name, wal_name, wal_path
from museminder.foundation.backups.stores import Store

AT = dt.datetime(2026, 11, 23, 8, 15, tzinfo=dt.UTC)


def test_a_backup_without_a_manifest_is_unfinished_and_what_nobody_put_there_is_a_stranger(
    tmp_path: Path,
) -> None:
    store = Store(str(tmp_path))
    whole, half = new_name("full", AT, "3f2a00"), new_name("incr", AT.replace(hour=9), "3f2a01")
    for path in (
        f"studios/77/base/{whole}/content.age",
        f"studios/77/base/{whole}/manifest.age",
        f"studios/77/base/{half}/content.age",
        wal_path("studios", "77", "000000010000000000000004"),
        "home/20261123T081500123456Z.age",
        "installation.json",
        "letter.txt",
    ):
        store.put(path, b"four")
    found = contents_of(store)

    assert whole == "20261123T081500Z-full-3f2a00"
    assert [(each.name, each.complete, each.size, each.taken_at) for each in found.backups] == [
        (whole, True, 8, AT),
        (half, False, 4, AT.replace(hour=9)),
    ]
    assert [each.name for each in found.of("studios")] == [whole]
    assert [wal_name(each) for each in found.wal["studios", "77"]] == ["000000010000000000000004"]
    assert ([each.path for each in found.strangers], len(found.homes)) == (["letter.txt"], 1)
