"""A backup every night without anybody asking: begun beside the shipping, tried again when it failed."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterable, Sequence

from museminder.foundation.backups.catalog import FULL, Contents

NIGHT = 2  # the hour, UTC, at which it is begun
ALREADY = dt.timedelta(hours=20)  # a backup of today: another tonight
AT_LATEST = dt.timedelta(hours=24)  # a night that was missed is made up for at once
TRIED_AGAIN = dt.timedelta(hours=1)
WHOLE_EVERY = dt.timedelta(days=7)
LET_FINISH = 5.0  # seconds


def is_due(newest: Iterable[dt.datetime | None], *, at: dt.datetime) -> bool:
    """Whether one is to be taken now, by when the newest of each cluster was taken."""
    ages = [at - taken_at if taken_at else None for taken_at in newest]
    if any(age is None or age >= AT_LATEST for age in ages):
        return True
    return at.astimezone(dt.UTC).hour == NIGHT and any(age is not None and age >= ALREADY for age in ages)


def is_whole_due(contents: Contents, clusters: Iterable[str], *, at: dt.datetime) -> bool:
    """Whether it must be a whole one, because the last of some cluster is a week old."""
    return any(
        not any(each.kind == FULL and at - each.taken_at < WHOLE_EVERY for each in contents.of(name))
        for name in clusters
    )


class Nights:
    """Begins a command when a backup is due, one at a time, and not more often than once an hour."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._tried_at: dt.datetime | None = None

    def step(self, newest: Iterable[dt.datetime | None], *, at: dt.datetime) -> bool:
        """Look whether one is due; returns whether one was begun now."""
        if self._process is not None and self._process.poll() is None:
            return False
        tried_lately = self._tried_at is not None and at - self._tried_at < TRIED_AGAIN
        if tried_lately or not is_due(newest, at=at):
            return False
        self._tried_at = at
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL)
        return True

    def end(self) -> None:
        """Stop one that is being taken: without its manifest it is none."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(LET_FINISH)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
