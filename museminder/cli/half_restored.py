"""Whatever serves asks here first: a folder whose restoring did not come to its end is served by nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from museminder.cli.surroundings import PROJECT
from museminder.cli.verbs import Refused
from museminder.foundation.backups.restoring import Unfinished, refuse_unfinished


def refuse_half_restored(home: Path) -> None:
    """Go on only with a whole folder: in another, whoever was erased could be read again; raises ``Refused``."""
    try:
        refuse_unfinished(home)
    except Unfinished as unfinished:
        raise Refused(str(unfinished)) from unfinished


def run_in(home: Path, *command: str) -> None:
    """One of our own commands in the folder that came back; nothing of this one's servers is told to it."""
    elsewhere = ("DATABASE_URL", "DATABASE_SUPERUSER_URL")
    told = {name: value for name, value in os.environ.items() if not name.endswith(elsewhere)}
    told |= {"MUSEMINDER_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-m", "museminder.cli", *command], check=False, env=told, cwd=PROJECT
    )
    if done.returncode != 0:
        raise Refused(f"museminder {' '.join(command)} failed in {home}: it cannot be served.")
