"""A backup is in the store whole or not at all, and an increment is what changed."""

from __future__ import annotations

import datetime as dt

import pytest

from museminder.foundation.backups.base_backups import NotTaken
from museminder.foundation.backups.catalog import contents_of, read_manifest
from museminder.foundation.backups.census import differences, take_census
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.foundation.backups.taking import Busy, alone, take_backup
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import MARK, Kept

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def test_a_full_backup_and_an_increment_lie_in_the_store_and_show_nothing(kept: Kept) -> None:
    heard: list[int] = []
    full = take_backup(
        kept.embedded, kept.arranged, kept.store, incremental=True, at=AT, told=lambda _c, n: heard.append(n)
    )
    kept.execute("insert into family values (4, 'Cy')")
    more = take_backup(kept.embedded, kept.arranged, kept.store, incremental=True, at=now())
    found = contents_of(kept.store).of("public")
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


def test_what_goes_wrong_is_said_and_leaves_nothing_that_looks_like_a_backup(kept: Kept) -> None:
    before = contents_of(kept.store)
    with (
        alone(kept.arranged),
        pytest.raises(Busy, match=r"^Another backup is being taken"),
        alone(kept.arranged),
    ):
        pass
    list_of_last = kept.arranged.folder / "public/list.json"
    text = list_of_last.read_text()
    list_of_last.write_text(text[:-100])
    with pytest.raises(NotTaken, match=r"^PostgreSQL could not be copied: "):
        take_backup(kept.embedded, kept.arranged, kept.store, incremental=True, at=now())
    list_of_last.write_text(text)

    assert contents_of(kept.store).backups == before.backups


def test_a_census_tells_each_table_that_is_not_the_same(kept: Kept) -> None:
    before = take_census(kept.embedded.dsn())
    kept.execute("create table room (n int)")
    kept.execute("update family set name = 'Bob' where id = 3")
    changed = take_census(kept.embedded.dsn())
    kept.execute("update family set name = 'Bo' where id = 3; drop table room")
    again = take_census(kept.embedded.dsn())
    assert before
    assert changed
    assert again

    assert differences(before.tables, changed.tables) == [
        "postgres.public.family holds as many rows as before, but others",
        "postgres.public.room is in one of them only",
    ]
    assert differences(before.tables, again.tables) == []


def test_a_full_store_is_a_sentence(kept: Kept, small_disk: str) -> None:
    with pytest.raises(StoreSilent, match="No space left"):
        take_backup(kept.embedded, kept.arranged, Store(small_disk), incremental=False, at=now())

    assert contents_of(Store(small_disk)).backups == []
