"""A folder for a copy that nobody may keep: it goes when the work ends, is stopped, or is killed.

A second process waits at the other end of a pipe, which the system closes however this one ends. Only when both are
killed, or the power fails, is the folder left: then the next one removes it first.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from museminder.foundation.backups.belongings import CLUSTERS
from museminder.foundation.backups.taking import Busy
from museminder.foundation.embedded import processes
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import private_folder

PROJECT = Path(__file__).resolve().parents[3]
NAMED = "throwaway-"
PATIENCE = 120.0  # seconds until everything is gone
TRIES = 20  # a program that was at work in the folder may write a moment longer


class NotCleared(Exception):
    """A copy that should be gone is still there."""


@contextlib.contextmanager
def throwaway(beside: Path) -> Iterator[Path]:
    """The name of a folder that does not exist yet; with everything in it, servers too, it is gone afterwards.

    One at a time beside each other; raises ``Busy``, ``NotCleared``.
    """
    private_folder(beside)
    with (beside / "throwaway.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("Another copy is being looked at; this one was not begun.") from None
        for left in beside.glob(f"{NAMED}*"):
            clear_away(left)
        folder = beside / f"{NAMED}{secrets.token_hex(4)}"
        # it holds the lock as well, until it has cleared away
        guard = subprocess.Popen(
            [sys.executable, "-m", "museminder.foundation.backups.clearing", str(folder)],
            stdin=subprocess.PIPE,
            pass_fds=[lock.fileno()],
            start_new_session=True,
            cwd=PROJECT,
        )
        try:
            yield folder
        finally:
            if guard.stdin is not None:
                guard.stdin.close()
            guard.wait(PATIENCE)
            if folder.exists():
                raise NotCleared(f"{folder} holds a copy of everything and could not be removed: remove it.")


def clear_away(folder: Path) -> None:
    """Kill the servers of a MuseMinder folder and remove it with what it keeps elsewhere; if it is there."""
    if (folder / "installation").exists():
        for cluster in CLUSTERS:
            embedded = Embedded(folder, cluster)
            processes.end_left_behind(embedded.place.data, within=PATIENCE / 4)
            _remove(embedded.place.cluster)
            _remove(embedded.socket_directory)
    _remove(folder)


def _remove(folder: Path) -> None:
    for _try in range(TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.2)


def _wait_and_clear(folder: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while os.read(sys.stdin.fileno(), 1):
        pass
    clear_away(folder)


if __name__ == "__main__":
    _wait_and_clear(Path(sys.argv[1]))
