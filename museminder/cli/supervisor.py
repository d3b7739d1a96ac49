"""Keeps the processes of a running MuseMinder alive, and ends all of them with it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from museminder.cli.verbs import Refused

MARK = (
    "MUSEMINDER_RUN_OF"  # in the environment of each of our processes: whose they are, whatever their number
)
LET_FINISH = 10.0  # seconds a process has for what it is doing
CALM = 10.0  # seconds after which a process that dies is started again at once; before, it waits


@dataclass
class Child:
    """One process that has to run: its name for people, how it is started, whether what it says is shown.

    ``told`` is its environment; all of ours where nothing is said.
    """

    name: str
    command: Sequence[str]
    quiet: bool = False
    told: Mapping[str, str] | None = None
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths_in_a_row: int = 0

    def start(self, home: Path) -> None:
        """Start it in a session of its own: Ctrl-C reaches the supervisor alone, which ends all in order."""
        output = subprocess.DEVNULL if self.quiet else None  # what it has to complain about still shows
        surroundings = {**(os.environ if self.told is None else self.told), MARK: str(home)}
        self.process = subprocess.Popen(self.command, env=surroundings, stdout=output, start_new_session=True)
        self.started_at = time.monotonic()

    def end(self) -> None:
        """Ask it to finish, with everything it started; then make it."""
        if self.process is None:
            return
        _tell_group(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(LET_FINISH)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _tell_group(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Starts children, restarts those that die, ends them all when asked to."""

    def __init__(self, home: Path, children: Sequence[Child]) -> None:
        self.home = home
        self.children = children
        self.asked_to_stop = threading.Event()

    def start(self, *names: str) -> None:
        """Start the named children, or all that were not started yet."""
        for child in self.children:
            if child.process is None and (not names or child.name in names):
                child.start(self.home)

    def watch(self) -> None:
        """Restart whoever dies until somebody asks to stop."""
        while not self.asked_to_stop.wait(0.2):
            for child in self.children:
                self._restart_if_dead(child)

    def end(self) -> None:
        """End the children in the opposite order."""
        for child in reversed(self.children):
            child.end()

    def _restart_if_dead(self, child: Child) -> None:
        if child.process is None or child.process.poll() is None:
            return
        lived = time.monotonic() - child.started_at
        child.deaths_in_a_row = 0 if lived > CALM else child.deaths_in_a_row + 1
        wait = min(2 ** (child.deaths_in_a_row - 1), 30) if child.deaths_in_a_row else 0
        again = "again" if wait == 0 else f"again in {wait} s"
        print(f"{child.name} ended with {child.process.returncode}; starting it {again}.", file=sys.stderr)
        _tell_group(child.process.pid, signal.SIGKILL)  # its own children, if it left any
        if not self.asked_to_stop.wait(wait):
            child.start(self.home)


@contextlib.contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """Let one MuseMinder run in a home folder, and end what a killed one left running there.

    Raises Refused when another runs there now.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"MuseMinder already runs with its things in {home}.") from None
        _end_left_behind(home)
        yield


def left_behind(home: Path) -> list[int]:
    """The living processes that a supervisor of this home once started; empty where there is no /proc."""
    mark = f"{MARK}={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return [pid for pid in found if pid != os.getpid()]


def _end_left_behind(home: Path) -> None:
    """Kill them, and wait until their ports are free again."""
    deadline = time.monotonic() + LET_FINISH
    dying: set[int] = set()
    while (left := left_behind(home)) or not all(map(_is_gone, dying)):
        if time.monotonic() > deadline:
            return
        dying.update(left)
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def _is_gone(pid: int) -> bool:
    """A dying process loses its environment first and its ports later; as a zombie it has lost both."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] in "ZX"
    except OSError:
        return True


def _tell_group(leader: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, what)
