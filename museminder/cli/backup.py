"""Back up the databases of this computer, look at what there is, and bring it back."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.backups.arrangements import (
    Arrangement,
    NotArranged,
    arrangement_of,
    begin_backups,
)
from museminder.foundation.backups.base_backups import NotTaken
from museminder.foundation.backups.belongings import CLUSTERS, put_belongings
from museminder.foundation.backups.catalog import Backup, contents_of
from museminder.foundation.backups.keys import WrongKey
from museminder.foundation.backups.opening import Damaged
from museminder.foundation.backups.reading_clusters import NotRunning
from museminder.foundation.backups.stores import StoreSilent
from museminder.foundation.backups.taking import Busy, alone, take_backup
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives import clock

AREA = Area("backup")
MEGABYTE = 1_000_000
FAILURES = (NotArranged, NotTaken, NotRunning, StoreSilent, Busy, WrongKey, Damaged)


@AREA.verb(
    "Choose the store and make the two private keys; they go into a folder of yours and are not kept here.",
    argument("--store", metavar="ADDRESS", required=True, help="a folder, s3://…, gs://… or az://…"),
    argument("--keys", metavar="FOLDER", type=Path, required=True, help="where the private keys are written"),
)
def begin(options: Namespace) -> Report:
    """Arrange the backups of this computer."""
    with _said():
        arranged = begin_backups(surroundings().home, address=options.store, keys=options.keys)
    lines = [
        f"Backups go to {arranged.address}.",
        f"The private keys are in {options.keys}: keep them in two safe places, neither of them this computer.",
        "Take the first: museminder backup take",
    ]
    return Report(lines, {"store": arranged.address, "recipients": dict(arranged.recipients)})


@AREA.verb(
    "Take a backup of every database that lives on this computer.",
    argument("--incremental", action="store_true", help="only what changed since the last one"),
)
def take(options: Namespace) -> Report:
    """The vault first: it may be newer than the studios' copy, never older."""
    at = clock.now()
    arranged = _arranged()
    lines, taken = [], []
    with _said(), alone(arranged):
        store = arranged.store()
        put_belongings(arranged, store, at=at)
        for embedded in _embedded(arranged):
            made = take_backup(
                embedded, arranged, store, incremental=options.incremental, at=clock.now(), told=_tell
            )
            print(file=sys.stderr)
            taken.append({"cluster": made.cluster, "name": made.name, "kind": made.kind, **made.content})
            size = made.content["size"] / MEGABYTE
            lines.append(f"{made.cluster:8} {made.kind:4} {made.name}  {size:.1f} MB in the store")
        put_belongings(arranged, store, at=clock.now())  # erased or changed while it was being copied
    return Report(lines, {"store": arranged.address, "backups": taken})


@AREA.verb("List the backups in the store, those that were never finished included.")
def list_(options: Namespace) -> Report:
    """Told from the names in the store: no key is needed."""
    with _said():
        contents = contents_of(_arranged().store())
    lines = [_line(each) for each in contents.backups] or ["There is no backup yet: museminder backup take"]
    data = [
        {
            "cluster": each.cluster,
            "name": each.name,
            "kind": each.kind,
            "taken_at": each.taken_at,
            "size": each.size,
            "complete": each.complete,
        }
        for each in contents.backups
    ]
    return Report(lines, {"backups": data, "segments": sum(map(len, contents.wal.values()))})


def _line(backup: Backup) -> str:
    complete = "" if backup.complete else "  never finished: it cannot be restored"
    return f"{backup.cluster:8} {backup.kind:4} {backup.name}  {backup.size / MEGABYTE:9.1f} MB{complete}"


def _arranged() -> Arrangement:
    with _said():
        return arrangement_of(surroundings().home)


def _embedded(arranged: Arrangement) -> list[Embedded]:
    here = surroundings()
    elsewhere = {
        "studios": here.superuser_url,
        "vault": here.vault_superuser_url,
        "public": here.public_superuser_url,
    }
    found = [Embedded(arranged.home, each) for each in CLUSTERS if not elsewhere[each.name]]
    if not found:
        raise Refused("The databases live on servers: they are backed up where they live.")
    return found


def _tell(cluster: str, copied: int) -> None:
    print(f"\r  {cluster}: {copied / MEGABYTE:,.0f} MB copied", end="", file=sys.stderr, flush=True)


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except FAILURES as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as error:
        raise Refused(f"Nothing was changed: {error.strerror or error}.") from error
