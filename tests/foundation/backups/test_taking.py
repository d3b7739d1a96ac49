"""A backup is in the store whole or not at all, and an increment is what changed."""

from __future__ import annotations

import datetime as dt

import pytest

from museminder.foundation.backups.catalog import contents_of, read_manifest
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.foundation.backups.taking import take_backup
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import MARK, Kept

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def test_a_full_backup_and_an_increment_lie_in_the_store_and_show_nothing(kept: Kept) -> None:
    heard: list[int] = []
    full = take_backup(
        kept.embedded, kept.arranged, kept.store, incremental=False, at=AT, told=lambda _c, n: heard.append(n)
    )
    kept.execute("insert into family values (4, 'Cy')")
    more = take_backup(kept.embedded, kept.arranged, kept.store, incremental=True, at=now())
    found = [each for each in contents_of(kept.store).of("public") if each.name in (full.name, more.name)]
    read = [read_manifest(kept.store, each, kept.keys) for each in found]
    raw = b"".join(path.read_bytes() for path in kept.store_folder.rglob("*.age"))

    assert [(each.kind, each.parent) for each in (full, more)] == [("full", None), ("incr", full.name)]
    assert read == [full, more]
    assert (heard[-1] == full.content["copied"], more.content["size"] * 3 < full.content["size"]) == (
        True,
        True,
    )
    assert [each.census["tables"]["postgres.public.family"][0] for each in read if each.census] == [3, 4]
    assert (MARK.encode() in raw, b"family" in raw, contents_of(kept.store).strangers) == (False, False, [])


def test_a_full_store_is_a_sentence(kept: Kept, small_disk: str) -> None:
    with pytest.raises(StoreSilent, match="No space left"):
        take_backup(kept.embedded, kept.arranged, Store(small_disk), incremental=False, at=now())

    assert contents_of(Store(small_disk)).backups == []
