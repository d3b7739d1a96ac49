"""Take a backup of every database of this computer, by command or every night."""

from __future__ import annotations

import sys
from argparse import Namespace

from museminder.cli.backup_keeping import prune
from museminder.cli.backup_words import MEGABYTE, arrangement_here, embedded_of, said, tell
from museminder.cli.verbs import Refused, Report
from museminder.foundation.backups.belongings import put_belongings
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.nights import is_whole_due
from museminder.foundation.backups.taking import alone, take_backup
from museminder.foundation.embedded.clusters import VAULT
from museminder.primitives import clock


def take(options: Namespace) -> Report:
    """The vault first: it may be newer than the studios' copy, never older."""
    at = clock.now()
    arranged = arrangement_here()
    lines, taken = [], []
    with said(), alone(arranged):
        store = arranged.store()
        put_belongings(arranged, store, at=at)
        for embedded in embedded_of(arranged):
            # the vault's are always whole: an increment would need an older one, which has to go by its day
            partly = options.incremental and embedded.cluster is not VAULT
            made = take_backup(embedded, arranged, store, incremental=partly, at=clock.now(), told=tell)
            print(file=sys.stderr)
            taken.append({"cluster": made.cluster, "name": made.name, "kind": made.kind, **made.content})
            size = made.content["size"] / MEGABYTE
            lines.append(f"{made.cluster:8} {made.kind:4} {made.name}  {size:.1f} MB in the store")
        put_belongings(arranged, store, at=clock.now())  # erased or changed while it was being copied
    return Report(lines, {"store": arranged.address, "backups": taken})


def night(options: Namespace) -> Report:
    """Take, then prune; a store to which this computer may only add is pruned by a rule of its own."""
    arranged, at = arrangement_here(), clock.now()
    names = [embedded.cluster.name for embedded in embedded_of(arranged) if embedded.cluster is not VAULT]
    with said():
        whole = is_whole_due(contents_of(arranged.store()), names, at=at)
    taken = take(Namespace(incremental=not whole))
    try:
        pruned = prune(Namespace(dry_run=False))
    except Refused as refusal:
        return Report([*taken.lines, f"Nothing was removed: {refusal}"], {**taken.data, "removed": False})
    return Report([*taken.lines, *pruned.lines[-1:]], {**taken.data, "removed": True})
