"""Which server processes of a data folder are alive: asked of the system, never believed from a file.

After a crash the pid file names a number that may belong to somebody else by now. On Linux a process is ours
when it is a PostgreSQL working in our data folder. macOS has no /proc: there the pid must be alive and the
socket must answer.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from pathlib import Path

SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"  # PostgreSQL answers one byte, before any sign-in
HAS_PROC = sys.platform == "linux"


def server_of(data: Path, sockets: Path) -> int | None:
    """The process id of the server that runs on this data folder, or None when none does."""
    pid = _pid_in_file(data)
    if pid is None:
        return None
    if HAS_PROC:
        return pid if _works_in(pid, data) else None
    return pid if _is_alive(pid) and answers(sockets) else None


def answers(sockets: Path) -> bool:
    """Whether a PostgreSQL server answers on this socket folder."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        connection.connect(str(sockets / ".s.PGSQL.5432"))
        connection.sendall(SSL_REQUEST)
        return connection.recv(1) in (b"N", b"S")
    return False


def processes_of(data: Path) -> list[int]:
    """Every living process of this data folder, server and children; empty where there is no /proc."""
    if not HAS_PROC:
        return []
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in numbers if _works_in(pid, data)]


def end_left_behind(data: Path, *, within: float) -> bool:
    """Kill what a killed server left: its children hold the shared memory that the next one needs.

    Returns False when some are still there after ``within`` seconds.
    """
    deadline = time.monotonic() + within
    while left := processes_of(data):
        if time.monotonic() > deadline:
            return False
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    return True


def may_be_coming_or_going(data: Path) -> bool:
    """Without a /proc: whether the pid file names a living process, maybe a server about to answer."""
    pid = _pid_in_file(data)
    return not HAS_PROC and pid is not None and _is_alive(pid)


def _pid_in_file(data: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    return None


def _works_in(pid: int, data: Path) -> bool:
    process = Path(f"/proc/{pid}")
    try:  # a zombie has no working folder any more: it counts as gone; a shell that looks around is not ours
        return (process / "cwd").readlink() == data and (process / "comm").read_text() == "postgres\n"
    except OSError:
        return False


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
