"""A backup is brought back, compared with what was counted when it was taken, and its canary found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.clearing import throwaway
from museminder.foundation.backups.rehearsing import compared, rehearse, search_restored
from museminder.foundation.backups.restoring import Restored
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept, run


def test_every_row_is_compared_and_the_canary_found(kept: Kept) -> None:
    kept.execute("create table if not exists member (id int, name text)")
    taken = take(kept, incremental=False)
    census: Mapping[str, Any] = taken.census or {}
    with throwaway(kept.arranged.folder) as folder:
        (found,) = rehearse(kept.store, kept.keys, into=folder, clusters=[PUBLIC])
        copy = Embedded(folder, PUBLIC)
        written = run(copy, "insert into family values (99, 'Di') returning id")  # open for writing
        searched, plant_found = search_restored(kept.store, contents_of(kept.store), [found])
        faulty = replace(taken, census=None, canary="canary-of-another")
        wrong = compared(copy, Restored("public", taken.name, None, faulty)).wrong
        data = copy.place.cluster

    assert (found.wrong, found.backup, found.canary) == ([], taken.name, taken.canary)
    assert (found.tables, found.rows) == (
        len(census["tables"]),
        sum(rows for rows, _checksum in census["tables"].values()),
    )
    assert (found.through >= taken.finished_at, written, plant_found) == (True, [(99,)], True)
    assert (searched.objects > 3, searched.bytes > taken.content["size"], searched.found) == (True, True, [])
    assert (folder.exists(), data.exists()) == (False, False)
    assert wrong == [
        "public: its rows were not counted when it was taken: something was always being written",
        "public: the word that was written before it was taken is not in it",
    ]
