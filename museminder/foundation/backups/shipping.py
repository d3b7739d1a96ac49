"""Ship the log of a cluster to the store, sealed: each segment when it is full, and at least every minute.

What cannot be shipped waits on this computer, for as long as it takes, and goes later in order.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psycopg

from museminder.foundation.backups.arrangements import Arrangement
from museminder.foundation.backups.catalog import wal_path
from museminder.foundation.backups.reading_clusters import NotRunning, system_of
from museminder.foundation.backups.receiving import Receiver
from museminder.foundation.backups.segments import position, segment_of
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.foundation.embedded.places import CannotHost
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import write_private

AT_LEAST_EVERY = dt.timedelta(seconds=60)
CAREFUL = dt.timedelta(
    seconds=5
)  # a segment that filled up by itself: what it holds is older than its file, by less
FAILURES = (StoreSilent, NotRunning, CannotHost, psycopg.Error, OSError)


@dataclass(frozen=True, slots=True)
class Shipping:
    """How the shipping of one cluster stands: up to which moment everything is in the store, and what waits.

    ``failing_since`` and ``failure`` say since when it does not go, and why. ``gap_at`` is when part of the log was
    lost before it was received: from then on a new full backup is needed.
    """

    through: dt.datetime | None = None
    shipped_at: dt.datetime | None = None
    waiting: int = 0
    failing_since: dt.datetime | None = None
    failure: str | None = None
    gap_at: dt.datetime | None = None


class Shipper:
    """Receives and ships the log of one cluster; ``step`` is called again and again."""

    def __init__(self, embedded: Embedded, arranged: Arrangement) -> None:
        self.embedded, self.arranged = embedded, arranged
        self.name = embedded.cluster.name
        self.receiver = Receiver(embedded, arranged.folder / "wal" / self.name)
        self.standing = read_shipping(arranged, self.name)
        self._closed_at: dict[str, dt.datetime] = {}
        self._next_close: dt.datetime | None = None
        self._shipped: set[str] = set()

    def step(self, store: Store | None, *, at: dt.datetime) -> Shipping:
        """Keep receiving, close a segment once a minute, ship what is whole; what may pass is said, not raised."""
        try:
            complaint = self.receiver.keep_running()
            if complaint and "already been removed" in complaint:
                self.standing = replace(self.standing, gap_at=at)
            if self._next_close is None or at >= self._next_close:
                self._next_close = at + AT_LEAST_EVERY
                self.close_segment(at=at)
            if store is None:
                raise StoreSilent("The store cannot be reached.")
            self._ship(store)
            self.standing = replace(self.standing, shipped_at=at, failing_since=None, failure=None)
        except FAILURES as error:
            since = self.standing.failing_since or at
            self.standing = replace(self.standing, failing_since=since, failure=str(error).splitlines()[0])
        self.standing = replace(self.standing, waiting=len(self.receiver.whole()))
        write_private(_file(self.arranged, self.name), json.dumps(asdict(self.standing), default=str))
        return self.standing

    def close_segment(self, *, at: dt.datetime) -> str:
        """Let the cluster begin a new segment if anything was written since the last; returns the one before it."""
        with psycopg.connect(self.embedded.dsn(), autocommit=True) as server:
            closed = server.execute("select pg_switch_wal()::text").fetchone()
            line = server.execute("select timeline_id from pg_control_checkpoint()").fetchone()
        name = segment_of(int(line[0]) if line else 1, position(str(closed[0])) if closed else 0)
        self._closed_at.setdefault(name, at)
        return name

    def end(self, store: Store | None, *, at: dt.datetime, patience: float = 5.0) -> Shipping:
        """Close the last segment, ship it if it comes in time, stop receiving."""
        deadline = time.monotonic() + patience
        with contextlib.suppress(*FAILURES):
            last = self.close_segment(at=at)
            while last not in self._shipped and time.monotonic() < deadline:
                self.step(store, at=at)
                time.sleep(0.05)
        self.receiver.end()
        return self.standing

    def _ship(self, store: Store) -> None:
        system = system_of(self.embedded)
        for path in self.receiver.whole():
            found = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) - CAREFUL
            through = self._closed_at.get(path.name, found)
            with path.open("rb") as segment:
                self.arranged.seal(store, wal_path(self.name, system, path.name), segment, made_at=through)
            path.unlink()
            self._shipped.add(path.name)
            self.standing = replace(self.standing, through=through)


def read_shipping(arranged: Arrangement, cluster: str) -> Shipping:
    """How the shipping of a cluster stood when it was last looked at; all empty when it never ran."""
    try:
        facts = json.loads(_file(arranged, cluster).read_text())
    except FileNotFoundError:
        return Shipping()
    for name in ("through", "shipped_at", "failing_since", "gap_at"):
        facts[name] = dt.datetime.fromisoformat(facts[name]) if facts[name] else None
    return Shipping(**facts)


def _file(arranged: Arrangement, cluster: str) -> Path:
    return arranged.folder / cluster / "shipping.json"
