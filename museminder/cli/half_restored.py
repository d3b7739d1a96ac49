"""Whatever serves asks here first: a folder whose restoring did not come to its end is served by nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from museminder.cli.surroundings import PROJECT
from museminder.cli.verbs import Refused
from museminder.foundation.backups.restoring import Unfinished, refuse_unfinished

OUTSIDE = ("MUSEMINDER_ERASURES", "MUSEMINDER_VAULT_ESCROW")  # of the living one


def refuse_half_restored(home: Path) -> None:
    """Go on only with a whole folder: in another, whoever was erased could be read again; raises ``Refused``."""
    try:
        refuse_unfinished(home)
    except Unfinished as unfinished:
        raise Refused(str(unfinished)) from unfinished


def run_in(home: Path, *command: str) -> None:
    """One of our own commands in the folder that came back; nothing of this one's servers is told to it."""
    done = subprocess.run(_spoken(command), check=False, env=_told(home), cwd=PROJECT)
    if done.returncode != 0:
        raise Refused(f"museminder {' '.join(command)} failed in {home}: it cannot be served.")


def asked_in(home: Path, *command: str) -> tuple[bool, Mapping[str, Any]]:
    """What a command reports about a copy, and whether it found it good; a file named outside the copy is not read.

    Raises ``Refused`` when it broke, and reported nothing.
    """
    told = {name: value for name, value in _told(home).items() if name not in OUTSIDE}
    done = subprocess.run(
        _spoken([*command, "--json"]), check=False, env=told, cwd=PROJECT, capture_output=True, text=True
    )
    try:
        return done.returncode == 0, dict(json.loads(done.stdout))
    except ValueError:
        said = (done.stderr.strip().splitlines() or ["it did not say why"])[-1]
        raise Refused(f"museminder {' '.join(command)} failed in the copy: {said}") from None


def _spoken(command: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "museminder.cli", *command]


def _told(home: Path) -> dict[str, str]:
    elsewhere = ("DATABASE_URL", "DATABASE_SUPERUSER_URL")
    told = {name: value for name, value in os.environ.items() if not name.endswith(elsewhere)}
    return told | {"MUSEMINDER_HOME": str(home), "PYTHONPATH": str(PROJECT)}
