"""Let a data folder that came back replay its log: to a moment, to a place, or to its end."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import shlex
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from museminder.foundation.backups.fetching import NotRestorable
from museminder.foundation.embedded.places import Account, CannotHost
from museminder.foundation.embedded.postgres import Embedded

LONGEST = 24 * 3600.0  # seconds that a replay may take
AUTO = "postgresql.auto.conf"
_TOO_LATE = "recovery ended before configured recovery target was reached"


class TooLate(Exception):
    """The log ends before the moment that was asked for."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to stop: at a moment, at a place in the log (there it waits, readable), or at the end."""

    time: dt.datetime | None = None
    lsn: str | None = None

    def settings(self) -> str:
        """As PostgreSQL's settings."""
        if self.lsn is not None:
            return f"recovery_target_lsn = '{self.lsn}'\nrecovery_target_action = 'pause'\n"
        if self.time is not None:
            moment = self.time.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f+00")
            return f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n"
        return ""


def recover(embedded: Embedded, target: Target, *, wal: Path, account: Account) -> None:
    """Start a cluster that came back, with its log in the folder ``wal``, and wait until it has reached the target.

    Afterwards it runs, for writing unless the target is a place. Raises ``TooLate``, ``NotRestorable``.
    """
    data = embedded.place.data
    copy = f'cp {shlex.quote(str(wal))}/%f "%p"'.replace("'", "''")
    settings = f"restore_command = '{copy}'\nrecovery_target_timeline = 'latest'\nhot_standby = on\n"
    (data / AUTO).write_text(settings + target.settings())
    (data / "recovery.signal").touch()
    for path in (data / AUTO, data / "recovery.signal"):
        if account.is_another:
            shutil.chown(path, account.user_id, account.group_id)
    try:
        embedded.start()
    except CannotHost as error:
        _explain(embedded, error)
    _wait(embedded, paused=target.lsn is not None)


def go_on_to_the_end(embedded: Embedded) -> None:
    """Let a cluster that waits at a place replay the rest of its log and open for writing."""
    data = embedded.place.data
    text = (data / AUTO).read_text()
    (data / AUTO).write_text(re.sub(r"(?m)^recovery_target_(lsn|action).*\n", "", text))
    embedded.stop()
    embedded.start()
    _wait(embedded, paused=False)


def forget_recovery(embedded: Embedded, wal: Path) -> None:
    """Remove what only the replay needed."""
    (embedded.place.data / AUTO).write_text("")
    shutil.rmtree(wal, ignore_errors=True)


def _wait(embedded: Embedded, *, paused: bool) -> None:
    asked = "pg_get_wal_replay_pause_state() = 'paused'" if paused else "not pg_is_in_recovery()"
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        if embedded.status().pid is None:
            _explain(embedded, None)
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(embedded.dsn()) as connection:
            if paused and connection.execute("select pg_is_in_recovery()").fetchone() == (False,):
                raise NotRestorable("The log went past the place that was asked for.")
            if connection.execute(f"select {asked}".encode()).fetchone() == (True,):
                return
        time.sleep(0.05)
    raise NotRestorable("The replay of the log did not end within a day.")


def _explain(embedded: Embedded, error: Exception | None) -> None:
    """Say why it did not come up; a long replay is no reason: then it is still at it."""
    log = embedded.place.log.read_text(errors="replace") if embedded.place.log.exists() else ""
    if _TOO_LATE in log[-4000:]:
        raise TooLate("The log in the store ends before that moment.") from error
    if embedded.status().pid is None:
        fatal = [line for line in log.splitlines() if "FATAL" in line or "PANIC" in line]
        said = fatal[-1].partition("FATAL:")[2].strip() if fatal else str(error)
        raise NotRestorable(f"PostgreSQL could not replay the log: {said}") from error
