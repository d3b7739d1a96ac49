"""Back up the databases of this computer, look at what there is, and bring it back."""

from __future__ import annotations

import signal
import sys
import time
from argparse import Namespace
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from types import FrameType

from museminder.cli import backup_drill, backup_keeping, backup_proving, backup_taking
from museminder.cli.backup_words import MEGABYTE, arrangement_here, embedded_of, said, tell
from museminder.cli.half_restored import run_in
from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.backups import judging
from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.belongings import (
    CLUSTERS,
    put_changed_belongings,
)
from museminder.foundation.backups.catalog import Backup, contents_of
from museminder.foundation.backups.keys import private_keys
from museminder.foundation.backups.nights import Nights
from museminder.foundation.backups.restoring import finish
from museminder.foundation.backups.restoring import restore as restore_all
from museminder.foundation.backups.shipping import Shipper
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.foundation.backups.taking import remembered_manifest
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives import clock

AREA = Area("backup")
LOOK_EVERY = 1.0  # seconds
KEYS = argument(
    "--key", metavar="FILE", type=Path, required=True, action="append", help="each of the two key files"
)


@AREA.verb(
    "Choose the store and make the two private keys; they go into a folder of yours and are not kept here.",
    argument("--store", metavar="ADDRESS", required=True, help="a folder, s3://…, gs://… or az://…"),
    argument("--keys", metavar="FOLDER", type=Path, required=True, help="where the private keys are written"),
)
def begin(options: Namespace) -> Report:
    """Arrange the backups of this computer."""
    with said():
        arranged = begin_backups(surroundings().home, address=options.store, keys=options.keys)
    lines = [
        f"Backups go to {arranged.address}.",
        f"The private keys are in {options.keys}: keep them in two safe places, neither of them this computer.",
        "Take the first: museminder backup take",
    ]
    return Report(lines, {"store": arranged.address, "recipients": dict(arranged.recipients)})


AREA.verb(
    "Take a backup of every database that lives on this computer.",
    argument(
        "--incremental", action="store_true", help="only what changed since the last one; the vault whole"
    ),
)(backup_taking.take)
AREA.verb(
    "Take tonight's backup, once a week a whole one, and remove what need not be kept: what shipping begins."
)(backup_taking.night)
AREA.verb(
    "Remove the backups that need not be kept; never the newest, nor the one that was verified last.",
    argument("--dry-run", action="store_true", help="say what would go, and remove nothing"),
)(backup_keeping.prune)


@AREA.verb("List the backups in the store, those that were never finished included.")
def list_(options: Namespace) -> Report:
    """Told from the names in the store: no key is needed."""
    with said():
        contents = contents_of(arrangement_here().store())
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


@AREA.verb(
    "Say how old the newest backups are, how far the log was shipped, and when they were last proven; ends with 1 when "
    "something is late."
)
def status(options: Namespace) -> Report:
    """Told from the store's names and from what was written down here."""
    arranged, at = arrangement_here(), clock.now()
    names = [embedded.cluster.name for embedded in embedded_of(arranged)]
    found = judging.standing_of(arranged.home)
    here = replace(
        found,
        newest={name: found.newest[name] for name in names},
        shipping={name: found.shipping[name] for name in names},
    )
    wrong = judging.faults(here, at=at)
    lines = [_standing_line(name, here) for name in names] + [f"LATE OR WRONG: {each}" for each in wrong]
    data = [{"cluster": name, "newest": here.newest[name], **asdict(here.shipping[name])} for name in names]
    proofs = {"verified": here.verified, "drilled": here.drilled}
    proven = {kind: last and {"at": last.ended_at, "passed": last.passed} for kind, last in proofs.items()}
    elsewhere = judging.leaves_this_computer(here)
    if not elsewhere:
        lines.append("The store is on this computer, or looks as if: a fire takes both.")
    told = {"clusters": data, "wrong": wrong, "elsewhere": elsewhere, **proven}
    return Report(lines, told, good=not wrong)


@AREA.verb(
    "Ship the log of every database at least once a minute, and begin a backup every night, until told to stop.",
    reports=False,
)
def ship(options: Namespace) -> None:
    """Receive, seal, ship, and begin each night's backup; at the end the last segment goes as well."""
    arranged = arrangement_here()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    shippers = [Shipper(embedded, arranged) for embedded in embedded_of(arranged)]
    nights = Nights([sys.executable, "-m", "museminder.cli", "backup", "night"])
    store: Store | None = None
    try:
        while True:
            with suppress(StoreSilent):
                store = store or arranged.store()
            for each in shippers:
                each.step(store, at=clock.now())
            if store is not None:
                with suppress(StoreSilent):
                    put_changed_belongings(arranged, store, at=clock.now())
                last = [remembered_manifest(arranged, each.name) for each in shippers]
                nights.step([each.taken_at if each else None for each in last], at=clock.now())
            time.sleep(LOOK_EVERY)
    except _Ended:
        nights.end()
        for each in shippers:
            each.end(store, at=clock.now(), patience=2.0)


@AREA.verb(
    "Bring everything back into a new folder, from the store and the private keys alone.",
    argument("--store", metavar="ADDRESS", required=True, help="a folder, s3://…, gs://… or az://…"),
    KEYS,
    argument("--into", metavar="FOLDER", type=Path, required=True, help="a folder that does not exist yet"),
    argument(
        "--to-time", type=datetime.fromisoformat, help="2026-11-23T08:15:00+00:00; the newest if not given"
    ),
)
def restore(options: Namespace) -> Report:
    """Restore, bring the tables up to date, erase again whoever was erased; only then it may be served."""
    if options.to_time is not None and options.to_time.tzinfo is None:
        raise Refused("Say which zone that time is in: 2026-11-23T08:15:00+00:00")
    into = options.into.absolute()
    try:
        with said():
            keys = private_keys(options.key)
            restored = restore_all(Store(options.store), keys, into=into, to=options.to_time, told=tell)
        print(file=sys.stderr)
        for command in (("database", "migrate"), ("privacy", "replay-erasures")):
            run_in(into, *command)
        finish(into, restored)
    finally:
        if (into / "installation").exists():
            for cluster in CLUSTERS:
                Embedded(into, cluster).stop()
    lines = [f"{each.cluster:8} from {each.backup}" for each in restored]
    lines.append(f"Whoever was erased still is. Serve it: MUSEMINDER_HOME={into} bin/run")
    return Report(lines, {"into": str(into), "clusters": [each.backup for each in restored]})


AREA.verb(
    "Open the newest backups and compare every file with what was copied; ends with 1 and names what is wrong.",
    KEYS,
    argument(
        "name", nargs="?", metavar="BACKUP", help="one of museminder backup list; the newest if not given"
    ),
)(backup_proving.verify)


AREA.verb(
    "Restore the newest backups into a folder that is thrown away and look whether all is there; ends with 1 if not.",
    KEYS,
)(backup_drill.drill)


class _Ended(BaseException):
    """Somebody asked the shipping to stop."""


def _end(number: int, frame: FrameType | None) -> None:
    raise _Ended


def _standing_line(name: str, standing: judging.Standing) -> str:
    taken_at, shipping = standing.newest[name], standing.shipping[name]
    taken = f"newest backup of {taken_at:%Y-%m-%d %H:%M} UTC" if taken_at else "no backup"
    through = shipping.through
    shipped = f"log shipped to {through:%Y-%m-%d %H:%M:%S} UTC" if through else "log not shipped"
    return f"{name:8} {taken}; {shipped}; {shipping.failure or 'nothing failed'}"


def _line(backup: Backup) -> str:
    complete = "" if backup.complete else "  never finished: it cannot be restored"
    return f"{backup.cluster:8} {backup.kind:4} {backup.name}  {backup.size / MEGABYTE:9.1f} MB{complete}"
