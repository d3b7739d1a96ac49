"""How far the machine has come with what it has to do, in numbers, for the system that watches over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import Error, connections

from museminder.domain.privacy.queries.published import published_standings
from museminder.foundation.backups.judging import faults, remembered_standing
from museminder.foundation.published.connecting import PublicSilent
from museminder.foundation.published.reading import published_at
from museminder.foundation.vault.connecting import SEQUENCER, VaultSilent, vault_connection

_JOBS = """select status, count(*), extract(epoch from max(now() - coalesce(scheduled_at, now())))
from procrastinate_jobs where status in ('todo', 'doing', 'failed') and coalesce(scheduled_at, now()) <= now()
group by status"""
_LOG = """select (select count(*) from access_log.inbox), coalesce(max(size), 0),
coalesce(extract(epoch from now() - max(made_at)), 0) from access_log.checkpoint"""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number as it is now; ``label`` is its label's name, with a value for each."""

    name: str
    help: str
    values: dict[str, float]
    label: str = field(default="")


def gauges(*, at: datetime) -> list[Gauge]:
    """Every number that can be had now. One whose database does not answer is left out; ``up`` says which that is."""
    found: list[Gauge] = []
    up: dict[str, float] = {}
    for name, ask in _ASKED.items():
        up[name] = 0.0
        with suppress(Error, psycopg.Error, VaultSilent, PublicSilent):
            found += ask(at)
            up[name] = 1.0
    up_now = Gauge("museminder_up", "Whether each database answers.", up, "database")
    return [up_now, *found, *_backups(at)]


def _jobs(_at: datetime) -> Iterable[Gauge]:
    with connections["queue"].cursor() as cursor:
        cursor.execute(_JOBS)
        rows = {status: (number, late) for status, number, late in cursor.fetchall()}
    statuses = ("todo", "doing", "failed")
    waiting = {status: float(rows.get(status, (0, 0))[0]) for status in statuses}
    late = float(rows.get("todo", (0, 0))[1] or 0)
    yield Gauge("museminder_jobs_now", "Jobs that are due, in hand, or given up.", waiting, "status")
    yield Gauge("museminder_job_late_seconds", "How long the oldest due job has waited.", {"": late})


def _log(_at: datetime) -> Iterable[Gauge]:
    with vault_connection(SEQUENCER) as connection:
        row = connection.execute(_LOG).fetchone()
    waiting, size, age = row if row else (0, 0, 0)
    yield Gauge(
        "museminder_access_log_size", "Entries under the newest signed checkpoint.", {"": float(size)}
    )
    yield Gauge("museminder_access_log_waiting", "Entries not yet under one.", {"": float(waiting)})
    yield Gauge("museminder_access_log_checkpoint_seconds", "Age of the newest checkpoint.", {"": float(age)})


def _promise(at: datetime) -> Iterable[Gauge]:
    states = Counter(str(each.state) for each in published_standings(at=at))
    yield Gauge("museminder_promise_sentences", "Sentences by how they stand.", dict(states), "state")
    last = published_at()
    if last is not None:
        age = (at - last).total_seconds()
        yield Gauge(
            "museminder_published_seconds", "Since the public pages were brought up to date.", {"": age}
        )


def _backups(at: datetime) -> Iterable[Gauge]:
    """As far as this computer remembers: the store may be far away, and is not asked each time somebody looks."""
    standing = remembered_standing(Path(settings.MUSEMINDER_HOME))
    late = float(len(faults(standing, at=at)))
    yield Gauge("museminder_backup_faults", "What is late or wrong with the backups.", {"": late})
    ages = {name: (at - taken).total_seconds() for name, taken in standing.newest.items() if taken}
    proofs = {"verify": standing.verified, "drill": standing.drilled}
    proven = {kind: (at - last.ended_at).total_seconds() for kind, last in proofs.items() if last}
    yield Gauge("museminder_backup_seconds", "Age of the newest backup.", ages, "cluster")
    yield Gauge("museminder_backup_proof_seconds", "Age of the last look and the last drill.", proven, "kind")


_ASKED: dict[str, Callable[[datetime], Iterable[Gauge]]] = {
    "studios": _jobs,
    "vault": _log,
    "public": _promise,
}
