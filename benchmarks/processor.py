"""Processor time of a page, of the web server and the database together: what a busy machine cannot hide.

Linux only; read from /proc in ticks of a hundredth of a second, so over several pages at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psycopg

from benchmarks.measuring import timed

TICK = 1 / os.sysconf("SC_CLK_TCK")
SESSION, USER, SYSTEM = 3, 11, 12  # places in /proc/<pid>/stat, counted after the program's name


@dataclass(frozen=True, slots=True)
class Meter:
    """Adds up the processors' work for one web server and the one database it asks, or two."""

    server_pid: int  # leader of the session that all its processes belong to
    superuser_dsn: str
    database: str
    other_database: str = ""

    def seconds(self) -> float:
        """All seconds so far, of user and system."""
        with psycopg.connect(self.superuser_dsn) as connection:
            asked = "select pid from pg_stat_activity where datname = any (%s) and pid <> pg_backend_pid()"
            backends = {pid for (pid,) in connection.execute(asked, [[self.database, self.other_database]])}
        return TICK * sum(
            int(facts[USER]) + int(facts[SYSTEM])
            for pid, facts in _processes()
            if pid in backends or int(facts[SESSION]) == self.server_pid
        )


@dataclass(slots=True)
class Metered:
    """A page asked a few times as one run: returns its median, and keeps the processor time of a page."""

    ask: Callable[[], object]
    meter: Meter
    times: int
    costs: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        before = self.meter.seconds()
        middle = median(timed(self.ask) for _ in range(self.times))
        self.costs.append((self.meter.seconds() - before) / self.times)
        return middle

    def counted(self) -> tuple[float, ...]:
        """What the runs after the first cost; a tick where less than one was seen."""
        return tuple(max(cost, TICK / self.times) for cost in self.costs[1:])


def _processes() -> Iterator[tuple[int, list[str]]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:  # it ended meanwhile
            continue
        yield int(path.parent.name), text.rpartition(")")[2].split()
