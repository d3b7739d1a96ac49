"""Let old backups go: which, and how many, is said before or after."""

from __future__ import annotations

import os
from argparse import Namespace

from museminder.cli.backup_words import MEGABYTE, arrangement_here, said
from museminder.cli.verbs import Refused, Report
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.results import DRILL, VERIFY, last_result
from museminder.foundation.backups.retaining import Retention, leaving, remove
from museminder.foundation.backups.taking import alone
from museminder.primitives import clock

KEPT, VAULT_KEPT = "MUSEMINDER_BACKUPS_KEPT", "MUSEMINDER_VAULT_BACKUP_DAYS"


def prune(options: Namespace) -> Report:
    """Remove what the calendar no longer keeps; the newest and the last that were verified stay."""
    arrangement, retention = arrangement_here(), retention_here()
    last = [last_result(arrangement.home, kind, passed=True) for kind in (VERIFY, DRILL)]
    proven = [name for result in last if result for name in result.backups.values()]
    with said(), alone(arrangement):
        store = arrangement.store()
        found = leaving(store, contents_of(store), retention, proven=proven, at=clock.now())
        if not options.dry_run:
            remove(store, found)
    size = sum(each.size for each in found.objects) / MEGABYTE
    done = "would go" if options.dry_run else "are gone"
    lines = [f"{each.cluster:8} {each.kind:4} {each.name}" for each in found.backups]
    lines.append(
        f"{len(found.backups)} backups and {found.segments} segments of the log {done}: {len(found.objects)} objects, "
        f"{size:.1f} MB."
    )
    names = [each.name for each in found.backups]
    return Report(lines, {"backups": names, "objects": len(found.objects), "removed": not options.dry_run})


def retention_here() -> Retention:
    """What the environment says is kept: ``MUSEMINDER_BACKUPS_KEPT=7,4,3`` are days, weeks and months."""
    try:
        daily, weekly, monthly = (int(each) for each in os.environ.get(KEPT, "7,4,3").split(","))
        kept = Retention(daily, weekly, monthly, int(os.environ.get(VAULT_KEPT, "14")))
    except ValueError as error:
        raise Refused(f"{KEPT} is days, weeks and months, as 7,4,3, and {VAULT_KEPT} a number.") from error
    if min(kept.daily, kept.vault_days) < 1 or min(kept.weekly, kept.monthly) < 0:
        raise Refused(f"{KEPT} and {VAULT_KEPT} keep at least one day.")
    return kept
