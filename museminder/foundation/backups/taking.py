"""Take a backup of one running cluster: whole, or what changed since the one before."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import io
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg

from museminder.foundation.backups.arrangements import Arrangement
from museminder.foundation.backups.base_backups import BaseBackup, NotTaken, base_backup
from museminder.foundation.backups.canaries import write_canary
from museminder.foundation.backups.catalog import (
    FULL,
    INCREMENT,
    Manifest,
    manifest_from,
    new_name,
    wal_path,
)
from museminder.foundation.backups.census import Census, take_census
from museminder.foundation.backups.reading_clusters import make_role, system_of
from museminder.foundation.backups.schema_versions import schema_of
from museminder.foundation.backups.sealing import Sealed
from museminder.foundation.backups.segments import position, segment_of, segments_between
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.foundation.embedded.binaries import major_version
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import private_folder, write_private
from museminder.primitives import clock

Told = Callable[[str, int], None]


class Busy(Exception):
    """Another backup is being taken in this MuseMinder folder."""


@contextlib.contextmanager
def alone(arranged: Arrangement) -> Iterator[None]:
    """One backup at a time; raises ``Busy``. A process that dies lets go."""
    private_folder(arranged.folder)
    with (arranged.folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("Another backup is being taken; this one was not begun.") from None
        yield


def take_backup(
    embedded: Embedded,
    arranged: Arrangement,
    store: Store,
    *,
    incremental: bool,
    at: dt.datetime,
    told: Told = lambda _cluster, _bytes: None,
) -> Manifest:
    """Copy a cluster into the store, sealed; the manifest goes last, so that half a backup is never taken for one.

    ``incremental`` copies what changed since the last one, if there is one. ``told`` hears cluster and bytes read.
    Raises ``NotTaken``, ``NotRunning``, ``StoreSilent``.
    """
    canary = _prepare(embedded)
    parent = _last(embedded, arranged, store) if incremental else None
    kind, system = INCREMENT if parent else FULL, system_of(embedded)
    name = new_name(kind, at, secrets.token_hex(3))
    folder = f"{embedded.cluster.name}/{system}/base/{name}"
    with base_backup(embedded, since=_list_of_last(arranged, embedded) if parent else None) as copied:
        sealed = _copy(arranged, store, folder, _Telling(copied, embedded.cluster.name, told), at)
    copied_to = _end_of(copied.facts["WAL-Ranges"][-1])
    census = take_census(embedded.dsn())
    manifest = Manifest(
        name=name,
        cluster=embedded.cluster.name,
        system=system,
        kind=kind,
        parent=parent.name if parent else None,
        taken_at=at,
        content=_said_of(sealed),
        copied_to=copied_to,
        ends_in=_ship_what_belongs_to_it(embedded, arranged, store, copied_to, census),
        finished_at=clock.now(),
        postgres=major_version(),
        schema=schema_of(embedded.dsn()),
        census=asdict(census) if census else None,
        canary=canary,
    )
    return _finish(arranged, embedded, store, manifest, copied.list)


def _prepare(embedded: Embedded) -> str:
    """Whoever reads the cluster can sign in, and a word is in it that the copy must hold; returns the word."""
    make_role(embedded)
    return write_canary(embedded)


def _list_of_last(arranged: Arrangement, embedded: Embedded) -> Path:
    """What an increment is compared with."""
    return _remembered(arranged, embedded) / "list.json"


def _end_of(span: Mapping[str, Any]) -> str:
    return segment_of(int(span["Timeline"]), position(span["End-LSN"]))


def _said_of(sealed: Sealed) -> dict[str, Any]:
    return {"size": sealed.size, "sha256": sealed.sha256, "copied": sealed.content_bytes}


def last_taken(arranged: Arrangement, embedded: Embedded) -> Manifest | None:
    """The last backup of this cluster that this computer finished, as it remembers it."""
    return remembered_manifest(arranged, embedded.cluster.name)


def remembered_manifest(arranged: Arrangement, cluster: str) -> Manifest | None:
    """The same by the cluster's name."""
    with contextlib.suppress(FileNotFoundError):
        return manifest_from((arranged.folder / cluster / "manifest.json").read_bytes())
    return None


class _Telling:
    """The archive, while somebody hears how far it is."""

    def __init__(self, copied: BaseBackup, cluster: str, told: Told) -> None:
        self._copied, self._cluster, self._told = copied, cluster, told

    def read(self, size: int = -1) -> bytes:
        some = self._copied.read(size)
        self._told(self._cluster, self._copied.bytes_read)
        return some


def _copy(arranged: Arrangement, store: Store, folder: str, copied: _Telling, at: dt.datetime) -> Sealed:
    path = f"{folder}/content.age"
    try:
        return arranged.seal(store, path, copied, made_at=at)
    except BaseException:
        with contextlib.suppress(
            StoreSilent, FileNotFoundError
        ):  # whoever may only add leaves it: no manifest
            store.delete([path])
        raise


def _ship_what_belongs_to_it(
    embedded: Embedded,
    arranged: Arrangement,
    store: Store,
    copied_to: str,
    census: Census | None,
) -> str:
    """The log from the copy's end to the census, so that the copy can be compared; returns the last segment's name."""
    if census is None:
        return copied_to
    last = segment_of(int(copied_to[:8], 16), position(census.lsn))
    before = clock.now()  # what was committed until now lies in the segments that are closed here
    with psycopg.connect(embedded.dsn(), autocommit=True) as server:
        server.execute("select pg_switch_wal()")
    for name in segments_between(copied_to, last):
        path = wal_path(embedded.cluster.name, system_of(embedded), name)
        if store.has(path):
            continue
        try:
            with (embedded.place.data / "pg_wal" / name).open("rb") as segment:
                arranged.seal(store, path, segment, made_at=before)
        except FileNotFoundError:
            raise NotTaken(f"The log segment {name} was removed before it could be copied.") from None
    return last


def _finish(
    arranged: Arrangement, embedded: Embedded, store: Store, manifest: Manifest, listed: bytes
) -> Manifest:
    path = f"{manifest.cluster}/{manifest.system}/base/{manifest.name}/manifest.age"
    arranged.seal(store, path, io.BytesIO(manifest.text()), made_at=manifest.finished_at)
    folder = _remembered(arranged, embedded)
    (folder / "manifest.json").unlink(missing_ok=True)  # never beside another's list
    write_private(folder / "list.json", listed.decode())
    write_private(folder / "manifest.json", manifest.text().decode())
    return manifest


def _last(embedded: Embedded, arranged: Arrangement, store: Store) -> Manifest | None:
    """What an increment can be on top of: remembered here, of this very cluster, and still in the store."""
    last = last_taken(arranged, embedded)
    if last is None or last.postgres != major_version():
        return None
    there = f"{last.cluster}/{last.system}/base/{last.name}/manifest.age"
    return last if system_of(embedded) == last.system and store.has(there) else None


def _remembered(arranged: Arrangement, embedded: Embedded) -> Path:
    return arranged.folder / embedded.cluster.name
