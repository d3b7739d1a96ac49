"""A backup is brought back, compared with what was counted when it was taken, and its canary found."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from museminder.foundation.backups.catalog import Manifest, contents_of
from museminder.foundation.backups.clearing import throwaway
from museminder.foundation.backups.rehearsing import rehearse, search_restored
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives.clock import now
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept, run


def put_again(kept: Kept, manifest: Manifest) -> None:
    """As a faulty program would have written it."""
    path = f"public/{manifest.system}/base/{manifest.name}/manifest.age"
    kept.arranged.seal(kept.store, path, io.BytesIO(manifest.text()), made_at=now())


def test_every_row_is_compared_and_the_canary_found(kept: Kept) -> None:
    kept.execute("create table if not exists member (id int, name text)")
    taken = take(kept, incremental=False)
    census: Mapping[str, Any] = taken.census or {}
    with throwaway(kept.arranged.folder) as folder:
        (found,) = rehearse(kept.store, kept.keys, into=folder, clusters=[PUBLIC])
        copy = Embedded(folder, PUBLIC)
        written = run(copy, "insert into family values (99, 'Di') returning id")  # open for writing
        searched, plant_found = search_restored(kept.store, contents_of(kept.store), [found])
        data = copy.place.cluster

    assert (found.wrong, found.backup, found.canary) == ([], taken.name, taken.canary)
    assert (found.tables, found.rows) == (
        len(census["tables"]),
        sum(rows for rows, _checksum in census["tables"].values()),
    )
    assert (found.through >= taken.finished_at, written, plant_found) == (True, [(99,)], True)
    assert (searched.objects > 3, searched.bytes > taken.content["size"], searched.found) == (True, True, [])
    assert (folder.exists(), data.exists()) == (False, False)


def test_what_differs_from_the_manifest_is_said(kept: Kept) -> None:
    kept.execute("create table if not exists member (id int, name text)")
    taken = take(kept, incremental=False)
    census: dict[str, Any] = dict(taken.census or {})
    rows, checksum = census["tables"]["postgres.public.family"]
    counted = census["tables"] | {"postgres.public.family": (rows + 1, checksum)}
    put_again(kept, replace(taken, census=census | {"tables": counted}, canary="canary-of-another"))
    try:
        with throwaway(kept.arranged.folder) as folder:
            (found,) = rehearse(kept.store, kept.keys, into=folder, clusters=[PUBLIC])
    finally:
        put_again(kept, taken)

    assert found.wrong == [
        f"public: postgres.public.family held {rows + 1} rows and holds {rows}",
        "public: the word that was written before it was taken is not in it",
    ]
