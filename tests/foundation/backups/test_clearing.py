"""A copy is gone when the work on it ended, failed, or was killed; its servers with it."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from museminder.foundation.backups.clearing import clear_away, throwaway
from museminder.foundation.backups.taking import Busy
from museminder.foundation.embedded import processes
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded

WORK = """
import sys, time
from pathlib import Path
from museminder.foundation.backups.clearing import throwaway
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded
with throwaway(Path(sys.argv[1])) as folder:
    folder.mkdir()
    Embedded(folder, PUBLIC).start()
    print(folder, Embedded(folder, PUBLIC).place.data, flush=True)
    time.sleep(60)
"""


def test_killed_in_the_middle_it_is_gone_with_its_server(tmp_path: Path) -> None:
    left = tmp_path / "throwaway-of-an-earlier-power-cut"
    left.mkdir()
    working = subprocess.Popen([sys.executable, "-c", WORK, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert working.stdout is not None
    folder, data = map(Path, working.stdout.readline().split())
    there = (left.exists(), folder.exists(), data.exists(), len(processes.processes_of(data)) > 1)
    with pytest.raises(Busy, match=r"^Another copy is being looked at"), throwaway(tmp_path):
        pass
    working.kill()
    working.wait()
    working.stdout.close()
    _wait_for_the_lock(tmp_path)

    assert there == (False, True, True, True)
    assert (folder.exists(), data.parent.exists(), processes.processes_of(data)) == (False, False, [])


def _wait_for_the_lock(beside: Path) -> None:
    """Whoever clears away holds it until everything is gone."""
    with (beside / "throwaway.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def test_what_fails_is_cleared_away_and_still_raised(tmp_path: Path) -> None:
    made: list[Path] = []
    with pytest.raises(FileExistsError):
        _fail_in_a_copy(tmp_path, made)
    clear_away(made[0])  # what is gone is no error

    assert (made[0].exists(), Embedded(made[0], PUBLIC).status().running) == (False, False)


def _fail_in_a_copy(beside: Path, made: list[Path]) -> None:
    with throwaway(beside) as folder:
        made.append(folder)
        folder.mkdir()
        folder.mkdir()
