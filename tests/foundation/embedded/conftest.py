"""A database cluster of its own for each test: nothing here touches the one under var/."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from museminder.foundation.embedded.places import place_for
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.processes import processes_of


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "home"
    yield folder
    place = place_for(folder.resolve())
    for pid in processes_of(place.data):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(place.cluster, ignore_errors=True)
    shutil.rmtree(place.socket_directory, ignore_errors=True)


@pytest.fixture
def embedded(home: Path) -> Embedded:
    return Embedded(home)
