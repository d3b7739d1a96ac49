"""What lies in a store: which backups, complete or not, told from the names alone; and the manifest of each.

    installation.json                             whose store this is
    studios/7598…/base/20261123T081500Z-full-3f2a/{content,manifest}.age
    studios/7598…/wal/000000010000000000000004.age
    home/20261123T081500123456Z.age               keys of this computer, and who was erased

``vault`` and ``public`` are as ``studios``. The manifest is put last: a backup without one was never finished.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from museminder.foundation.backups.arrangements import HOLDER_OF, WHOSE
from museminder.foundation.backups.keys import PrivateKeys
from museminder.foundation.backups.opening import Damaged, open_bytes
from museminder.foundation.backups.stores import Store, Stored

FULL, INCREMENT = "full", "incr"
_BASE = re.compile(
    r"^(studios|vault|public)/(\d+)/base/(\d{8}T\d{6}Z)-(full|incr)-([0-9a-f]{6})/(content|manifest)\.age$"
)
_WAL = re.compile(r"^(studios|vault|public)/(\d+)/wal/([0-9A-F]{24}|[0-9A-F]{8}\.history)\.age$")
_HOME = re.compile(r"^home/(\d{8}T\d{12}Z)\.age$")
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup of one cluster, as its names in the store tell; ``put_at`` by the store's clock."""

    cluster: str
    system: str
    name: str
    kind: str
    taken_at: dt.datetime
    size: int
    complete: bool
    put_at: dt.datetime

    @property
    def folder(self) -> str:
        return f"{self.cluster}/{self.system}/base/{self.name}"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds: backups, log segments by cluster and system, copies of the home's files, and strangers."""

    backups: Sequence[Backup]
    wal: Mapping[tuple[str, str], Sequence[Stored]]
    homes: Sequence[Stored]
    strangers: Sequence[Stored]

    def of(self, cluster: str) -> list[Backup]:
        """The complete backups of a cluster, oldest first."""
        return [each for each in self.backups if each.cluster == cluster and each.complete]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is made of and what its database held; ``census`` is None where no quiet moment was found.

    ``parent`` is the backup that an increment is on top of. ``content`` has ``size`` and ``sha256`` of the object in
    the store. Its own log goes to
    the segment ``copied_to``, the census is in ``ends_in``; ``schema`` the migrations it has seen. ``canary`` is a
    word that was written into the database before it was copied.
    """

    name: str
    cluster: str
    system: str
    kind: str
    parent: str | None
    taken_at: dt.datetime
    finished_at: dt.datetime
    content: Mapping[str, Any]
    copied_to: str
    ends_in: str
    postgres: str
    schema: Sequence[str]
    census: Mapping[str, Any] | None
    canary: str | None = None  # older ones have none

    def text(self) -> bytes:
        """As it is sealed."""
        return json.dumps(asdict(self), default=dt.datetime.isoformat).encode()


def manifest_from(text: bytes) -> Manifest:
    """Read what ``text`` wrote."""
    facts = json.loads(text)
    for moment in ("taken_at", "finished_at"):
        facts[moment] = dt.datetime.fromisoformat(facts[moment])
    if facts["census"]:
        facts["census"]["tables"] = {name: tuple(row) for name, row in facts["census"]["tables"].items()}
    return Manifest(**facts)


def read_manifest(store: Store, backup: Backup, keys: PrivateKeys) -> Manifest:
    """The manifest of a backup; raises ``Damaged``, ``WrongKey``, ``StoreSilent``."""
    path = f"{backup.folder}/manifest.age"
    manifest = manifest_from(open_bytes(store, path, holder=HOLDER_OF[backup.cluster], keys=keys))
    if manifest.name != backup.name:
        raise Damaged(path, f"describes another backup, {manifest.name}")
    return manifest


def new_name(kind: str, at: dt.datetime, number: str) -> str:
    """The name of a backup taken at a moment."""
    return f"{at.astimezone(dt.UTC).strftime(_MOMENT)}-{kind}-{number}"


def wal_path(cluster: str, system: str, name: str) -> str:
    """Where a segment or a history of a timeline lies in the store."""
    return f"{cluster}/{system}/wal/{name}.age"


def wal_name(stored: Stored) -> str:
    """The segment that this object is."""
    return stored.path.rpartition("/")[2].removesuffix(".age")


def contents_of(store: Store) -> Contents:
    """List a store and sort what is there; opens nothing."""
    found: dict[tuple[str, ...], dict[str, Stored]] = {}
    wal: dict[tuple[str, str], list[Stored]] = {}
    homes, strangers = [], []
    for each in store.names():
        if base := _BASE.match(each.path):
            found.setdefault(base.groups()[:5], {})[base[6]] = each
        elif segment := _WAL.match(each.path):
            wal.setdefault((segment[1], segment[2]), []).append(each)
        elif _HOME.match(each.path):
            homes.append(each)
        elif each.path != WHOSE:
            strangers.append(each)
    backups = [_backup(key, parts) for key, parts in found.items()]
    in_order = sorted(backups, key=lambda each: (each.taken_at, each.put_at, each.name))
    return Contents(in_order, wal, homes, strangers)


def _backup(key: tuple[str, ...], parts: Mapping[str, Stored]) -> Backup:
    cluster, system, moment, kind, number = key
    return Backup(
        cluster=cluster,
        system=system,
        name=f"{moment}-{kind}-{number}",
        kind=kind,
        taken_at=dt.datetime.strptime(moment, _MOMENT).replace(tzinfo=dt.UTC),
        size=sum(part.size for part in parts.values()),
        complete=len(parts) == 2,
        put_at=max(part.modified_at for part in parts.values()),
    )
