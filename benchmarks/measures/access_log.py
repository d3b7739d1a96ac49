"""How many reveals a second are written down, beside a plain INSERT on the same disk."""

from __future__ import annotations

from collections.abc import Iterable

from psycopg.conninfo import make_conninfo

from benchmarks.access_log import empty_vault, insert_plainly, write_entries
from benchmarks.measuring import Comparison, Figure, Result, Series
from benchmarks.stage import Stage

WRITERS = 8
COUNTED = 1_000
AIM = 500


def access_log(stage: Stage) -> Iterable[Result]:
    """Entries a second of parallel writers, every one proved under one checkpoint; a plain INSERT in turn."""
    seconds, runs = (60.0, 3) if stage.sizes.cold_runs else (0.5, 1)
    superuser = stage.databases.superuser_dsn()
    ours: list[float] = []
    plain: list[float] = []
    proved = written = 0
    with empty_vault(superuser) as database:
        into = make_conninfo(superuser, dbname=database)
        for _each in range(runs):
            done = write_entries(seconds=seconds / runs, writers=WRITERS)
            ours.append(COUNTED / done.rate)
            plain.append(COUNTED / insert_plainly(into, seconds=seconds / runs, writers=WRITERS))
            proved, written = done.proved, written + done.entries
            if not done.is_whole:
                raise RuntimeError("the access log is not whole")
    middle = Series("MuseMinder", tuple(ours))
    beside = Series("INSERT, no index", tuple(plain))
    yield Comparison("entries of the access log", middle, beside, amount=COUNTED, unit="entries/s")
    yield Figure(
        "… at the least",
        COUNTED / max(ours),
        "entries/s",
        aim=AIM if stage.sizes.cold_runs else None,
        runs=runs,
    )
    yield Figure("… proved in one checkpoint", 100 * proved / written, "%", aim=100)
