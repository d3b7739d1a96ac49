"""Bring the newest backups back into a folder that is thrown away, and hold what came back against their manifests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from museminder.foundation.backups.belongings import CLUSTERS
from museminder.foundation.backups.canaries import Searched, holds_canary, search_raw
from museminder.foundation.backups.catalog import Contents
from museminder.foundation.backups.census import count_tables, differences
from museminder.foundation.backups.fetching import Told
from museminder.foundation.backups.keys import PrivateKeys
from museminder.foundation.backups.recovering import forget_recovery, go_on_to_the_end
from museminder.foundation.backups.restoring import Restored, restore
from museminder.foundation.backups.stores import Store
from museminder.foundation.embedded.clusters import Cluster
from museminder.foundation.embedded.postgres import Embedded


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One cluster that came back and runs to the end of its log: what was compared, and what was wrong.

    ``through`` is the moment up to which it holds everything; ``canary`` the word that was looked for.
    """

    cluster: str
    backup: str
    system: str
    through: dt.datetime
    tables: int
    rows: int
    canary: str | None
    wrong: Sequence[str]


def rehearse(
    store: Store,
    keys: PrivateKeys,
    *,
    into: Path,
    clusters: Sequence[Cluster] = CLUSTERS,
    told: Told = lambda _cluster, _bytes: None,
) -> list[Rehearsed]:
    """Bring every cluster back as its backup counted it, compare each table, then let it replay the rest of its log.

    They run afterwards. Raises what ``restore`` raises.
    """
    restored = restore(store, keys, into=into, clusters=clusters, stop_at_census=True, told=told)
    return [compared(Embedded(into, cluster), each) for cluster, each in zip(clusters, restored, strict=True)]


def search_restored(
    store: Store, contents: Contents, rehearsed: Sequence[Rehearsed]
) -> tuple[Searched, bool]:
    """Search every object that came back for its canaries, and one that was planted: was that one found?"""
    words = [each.canary for each in rehearsed if each.canary]
    objects = [
        stored
        for each in rehearsed
        for part in (f"base/{each.backup}", "wal")
        for stored in store.names(f"{each.cluster}/{each.system}/{part}")
    ]
    searched = search_raw(store, [*objects, *contents.homes[-1:]], words)
    with TemporaryDirectory() as folder:
        planted = Store(folder)
        planted.put("planted", b"\0" * 70_000 + "".join(words).encode() + b"\0" * 70_000)
        found = search_raw(planted, planted.names(), words).found
    return searched, found == ["planted"]


def compared(embedded: Embedded, restored: Restored) -> Rehearsed:
    """Hold a cluster that waits where its backup counted it against the manifest, and let it go on to the end."""
    manifest, wrong, tables = restored.manifest, [], {}
    if manifest.census is None:
        wrong.append("its rows were not counted when it was taken: something was always being written")
    else:
        tables = count_tables(embedded.dsn())
        wrong += differences(manifest.census["tables"], tables)
        go_on_to_the_end(embedded)
        forget_recovery(embedded, embedded.place.cluster / "restoring")
    if manifest.canary is None:
        wrong.append("it was taken without a canary")
    elif not holds_canary(embedded, manifest.canary):
        wrong.append("the word that was written before it was taken is not in it")
    return Rehearsed(
        cluster=restored.cluster,
        backup=restored.backup,
        system=manifest.system,
        through=max(manifest.finished_at, restored.through or manifest.finished_at),
        tables=len(tables),
        rows=sum(rows for rows, _checksum in tables.values()),
        canary=manifest.canary,
        wrong=[f"{restored.cluster}: {each}" for each in wrong],
    )
