"""Prove a backup from what lies in the store: every object opened, every file compared, the log without a gap.

Nothing is brought back for it. What only a running database can show, its rows above all, the drill shows.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from museminder.foundation.backups.arrangements import HOLDER_OF
from museminder.foundation.backups.catalog import Backup, Contents, Manifest, wal_name
from museminder.foundation.backups.fetching import Link, NotRestorable, Telling, Told, chain_of, log_after
from museminder.foundation.backups.inventories import take_inventory
from museminder.foundation.backups.keys import PrivateKeys
from museminder.foundation.backups.opening import PIECE, Damaged, open_bytes, opened
from museminder.foundation.backups.segments import SEGMENT_BYTES, begins_at, is_history
from museminder.foundation.backups.stores import Store, Stored

_PAGE = struct.Struct("<HHIQI4xQ")  # of a segment's first page: magic, flags, timeline, place, rest, system


@dataclass(slots=True)
class Verified:
    """What was looked at of one cluster's backup, in numbers, and each thing that was wrong, the first first.

    ``size`` is bytes of objects in the store; ``files`` are those inside the base backups. ``through`` is the moment
    up to which the log holds everything.
    """

    cluster: str
    backup: str
    kind: str
    taken_at: dt.datetime
    through: dt.datetime
    backups: int = 0
    objects: int = 0
    size: int = 0
    files: int = 0
    segments: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Something was looked at and nothing was wrong."""
        return self.backups > 0 and self.files > 0 and not self.wrong


def chosen_backup(contents: Contents, cluster: str, name: str | None = None) -> Backup:
    """The newest finished backup of a cluster, or the one of that name; raises ``NotRestorable``."""
    found = [each for each in contents.of(cluster) if name in (None, each.name)]
    if not found:
        which = f"called {name}" if name else f"of the {cluster} cluster"
        raise NotRestorable(f"The store holds no finished backup {which}.")
    return found[-1]


def verify_backup(
    store: Store,
    contents: Contents,
    backup: Backup,
    keys: PrivateKeys,
    *,
    told: Told = lambda _cluster, _bytes: None,
) -> Verified:
    """Open a backup with all it is on top of and the log after it, and compare everything with its manifest.

    ``told`` hears cluster and bytes looked at. What is wrong is said, not raised. Raises ``WrongKey``, ``StoreSilent``.
    """
    found = Verified(backup.cluster, backup.name, backup.kind, backup.taken_at, backup.taken_at)
    looking = _Looking(store, contents, keys, found, told)
    with looking.noting():
        links = chain_of(store, contents, backup, keys)
        found.through = links[-1].manifest.finished_at
        for link in links:
            looking.at_base(link)
        looking.at_log(links[-1].manifest)
    return found


def verify_belongings(store: Store, contents: Contents, keys: PrivateKeys) -> list[str]:
    """What is wrong with the newest copy of the keys and passwords, without which nothing is opened."""
    if not contents.homes:
        return [f"{store.address} holds no copy of the keys and passwords."]
    try:
        open_bytes(store, contents.homes[-1].path, holder="studios", keys=keys)
    except Damaged as damaged:
        return [str(damaged)]
    return []


@dataclass(frozen=True)
class _Looking:
    """One look through a chain and its log, which counts as it goes."""

    store: Store
    contents: Contents
    keys: PrivateKeys
    found: Verified
    told: Told

    @contextlib.contextmanager
    def noting(self) -> Iterator[None]:
        """What is damaged is written down, and the look goes on behind it."""
        try:
            yield
        except Damaged as damaged:
            self.found.wrong.append(str(damaged))

    def at_base(self, link: Link) -> None:
        """One base backup: size and sha256 of the object, then every file in it."""
        path, manifest = f"{link.backup.folder}/content.age", link.manifest
        self.found.backups += 1
        self.found.objects += 2
        self.found.size += link.backup.size
        with self.noting():
            size = next((each.size for each in self.store.names(link.backup.folder) if each.path == path), 0)
            if size != manifest.content["size"]:
                raise Damaged(
                    path, f"is cut or longer: {size:,} bytes, {manifest.content['size']:,} were put"
                )
            with opened(self.store, path, holder=HOLDER_OF[manifest.cluster], keys=self.keys) as content:
                inventory = take_inventory(Telling(content, manifest.cluster, self.told), path)
            self.found.files += inventory.files
            if content.object_sha256 != manifest.content["sha256"]:
                raise Damaged(path, "is another than the manifest says: its sha256 differs")
            if inventory.wrong:
                raise Damaged(path, f"does not hold what was copied: {inventory.wrong}")

    def at_log(self, manifest: Manifest) -> None:
        """The log from the backup on: whole segments of this very cluster, one after the other."""
        wanted, missing = log_after(self.contents, manifest)
        for each in wanted:
            self.found.objects += 1
            self.found.size += each.size
            with self.noting():
                self._segment(each, manifest)
        if missing:
            folder = f"{manifest.cluster}/{manifest.system}/wal"
            raise Damaged(f"{folder}/{missing}.age", "is missing: the log breaks off there")

    def _segment(self, stored: Stored, manifest: Manifest) -> None:
        name = wal_name(stored)
        with opened(self.store, stored.path, holder=HOLDER_OF[manifest.cluster], keys=self.keys) as content:
            first, size = b"", 0
            while some := content.read(PIECE):
                first, size = (first + some)[: _PAGE.size], size + len(some)
            self.found.through = max(self.found.through, content.made_at)
        if is_history(name):
            return
        self.found.segments += 1
        if size != SEGMENT_BYTES:
            raise Damaged(stored.path, f"is no whole segment: {size:,} bytes")
        _magic, _flags, _timeline, place, _rest, system = _PAGE.unpack(first)
        if (place, str(system)) != (begins_at(name), manifest.system):
            raise Damaged(stored.path, "is another segment than its name says")


def first_wrong(verified: Sequence[Verified], others: Sequence[str] = ()) -> str | None:
    """The first thing that is wrong with any of them."""
    return next((wrong for each in verified for wrong in each.wrong), None) or next(iter(others), None)
