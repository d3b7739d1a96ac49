"""Processes are kept alive, ended together, and never left behind for good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from museminder.cli.supervisor import Child, Supervisor, alone_in, left_behind
from museminder.cli.verbs import Refused

PROJECT = Path(__file__).parents[2]
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
WITH_A_CHILD = [
    sys.executable,
    "-c",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])",
]


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "waited 20 seconds in vain"
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_end_takes_the_children_of_the_children_along(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, [Child("family", WITH_A_CHILD)])
    supervisor.start()
    until(lambda: len(left_behind(tmp_path)) == 2)

    supervisor.end()

    until(lambda: left_behind(tmp_path) == [])


def test_child_that_dies_is_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    child = Child("The sleeper", SLEEP)
    supervisor = Supervisor(tmp_path, [child])
    supervisor.start()
    first = child.process.pid
    watching = threading.Thread(target=supervisor.watch)
    watching.start()
    try:
        os.kill(first, signal.SIGKILL)
        until(lambda: child.process.pid != first)
    finally:
        supervisor.asked_to_stop.set()
        watching.join()
        supervisor.end()

    assert capsys.readouterr().err == "The sleeper ended with -9; starting it again in 1 s.\n"


def test_child_that_does_not_listen_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("museminder.cli.supervisor.LET_FINISH", 0.2)
    ready = tmp_path / "ready"
    deaf = f"import pathlib, signal, time; signal.signal(15, signal.SIG_IGN); pathlib.Path({str(ready)!r}).touch()"
    child = Child("deaf", [sys.executable, "-c", f"{deaf}; time.sleep(60)"])
    child.start(tmp_path)
    until(ready.exists)

    child.end()

    assert child.process.returncode == -signal.SIGKILL


def test_second_one_in_the_same_home_is_refused(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(Refused, match="already runs"), alone_in(tmp_path):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_a_killed_supervisor_left_is_ended_by_the_next(tmp_path: Path) -> None:
    program = f"""
import time
from pathlib import Path
from museminder.cli.supervisor import Child, Supervisor, alone_in
with alone_in(Path({str(tmp_path)!r})):
    Supervisor(Path({str(tmp_path)!r}), [Child("family", {WITH_A_CHILD!r})]).start()
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT) as killed:
        until(lambda: len(left_behind(tmp_path)) == 2)
        killed.kill()
    assert len(left_behind(tmp_path)) == 2

    with alone_in(tmp_path):
        left = left_behind(tmp_path)

    assert left == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_processes_of_another_home_are_left_alone(tmp_path: Path) -> None:
    child = Child("neighbor", SLEEP)
    child.start(tmp_path / "neighbor")
    until(lambda: len(left_behind(tmp_path / "neighbor")) == 1)
    try:
        with alone_in(tmp_path / "ours"):
            assert child.process.poll() is None
    finally:
        child.end()
