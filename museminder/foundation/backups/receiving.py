"""PostgreSQL's log as it is written, received beside the cluster: within a second of each commit, into a waiting room.

A slot keeps what was not received yet, up to the cluster's ``max_slot_wal_keep_size``. A slot that was given up because
of that is made anew, and the backups say that the log has a gap.
"""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from typing import IO

import psycopg

from museminder.foundation.backups.reading_clusters import (
    complaints_file,
    make_role,
    own_program,
    reader_surroundings,
    said_in,
)
from museminder.foundation.backups.segments import is_history, is_segment
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import private_folder

SLOT = "museminder_backup"
PATIENCE = 10.0  # seconds for the receiver to end


class Receiver:
    """The process that receives the log of one cluster into a folder."""

    def __init__(self, embedded: Embedded, waiting_room: Path) -> None:
        self.embedded, self.waiting_room = embedded, waiting_room
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None

    def keep_running(self) -> str | None:
        """Start it, or start it again; returns what it complained of before it ended, if it did."""
        if self._process is not None and self._process.poll() is None:
            return None
        said = said_in(self._complaints) if self._complaints is not None else None
        self._forget()
        make_role(self.embedded)
        private_folder(self.waiting_room)
        self._make_slot()
        self._complaints = complaints_file()
        asked = [
            f"--slot={SLOT}",
            f"--directory={self.waiting_room}",
            "--synchronous",
            "--no-loop",
            "--no-password",
        ]
        self._process = subprocess.Popen(
            [own_program("pg_receivewal"), *asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
            env=reader_surroundings(self.embedded),
        )
        return said

    def whole(self) -> list[Path]:
        """What was received and will not change any more, in order."""
        if not self.waiting_room.exists():
            return []
        found = [
            path for path in self.waiting_room.iterdir() if is_segment(path.name) or is_history(path.name)
        ]
        return sorted(found)

    def end(self) -> None:
        """Stop receiving; what was received stays."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._forget()

    def _forget(self) -> None:
        if self._complaints is not None:
            self._complaints.close()
        self._process, self._complaints = None, None

    def _make_slot(self) -> None:
        with psycopg.connect(self.embedded.dsn(), autocommit=True) as server:
            row = server.execute(
                "select wal_status from pg_replication_slots where slot_name = %s", [SLOT]
            ).fetchone()
            if row == ("lost",):
                server.execute("select pg_drop_replication_slot(%s)", [SLOT])
                for path in self.waiting_room.glob("*.partial"):
                    path.unlink()  # its rest will never come
            if row is None or row == ("lost",):
                server.execute("select pg_create_physical_replication_slot(%s, true)", [SLOT])
