"""No studio sees another: the catalogs are read, and every way across is tried."""

from __future__ import annotations

from collections.abc import Sized

from django.db import connections

from museminder.foundation.tenancy.sweep import sweep
from museminder.foundation.tenancy.sweep.catalog import read_catalog
from museminder.promise.attempting import taken_back
from museminder.promise.checking import Found, World, check
from museminder.promise.probe.probing import Probed, probe, probe_here

PLANT = "create view planted_view as select 1 as nothing"


@check(
    "isolation.sweep",
    "Reads the database's catalogs and compares policies, grants, keys and functions with what they must be.",
)
def sweep_catalogs(world: World) -> Found:
    """Anything in the catalogs that would let one studio see another."""
    wrong = [str(finding) for finding in sweep(connections["studio"])]
    catalog = read_catalog(connections["studio"])
    parts: tuple[Sized, ...] = (
        catalog.relations,
        catalog.grants,
        catalog.policies,
        catalog.keys,
        catalog.functions,
    )
    with taken_back("owner") as cursor:
        cursor.execute(PLANT)
        noticed = any("planted_view" in str(finding) for finding in sweep(connections["owner"]))
    examined = sum(len(part) for part in parts)
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined:,} tables, grants, rules, keys and functions, {len(wrong):,} not as they must be",
    )


@check(
    "isolation.probe",
    "Fills two studios in a database of its own and tries every table, reference and page of one from the other.",
)
def probe_everything(world: World) -> Found:
    """Every attempt has its twin, the same done to one's own: that is what was planted."""
    return _told(probe_here(with_pages=False) if world.scratch else probe(world.superuser_dsn))


def _told(probed: Probed) -> Found:
    wrong = [attempt.said for attempt in probed.crossed] + list(probed.problems)
    wrong += [f"without its twin: {attempt.said}" for attempt in probed.alone]
    count = len(probed.attempts)
    return Found(
        count, wrong, count > 0 and not probed.alone, f"{count:,} attempts, {len(probed.crossed):,} crossed"
    )
