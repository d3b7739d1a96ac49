"""Safeguards of the backups, taken away one at a time."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Any

from museminder.promise.mutants.sabotage import Mutant, by_replacing, register

FOR_EVER = timedelta(days=3650)
PLACE = "museminder.foundation.backups"


def _in_the_clear(source: Any, into: Any, _recipients: Any) -> None:
    """What is put there is packed, and no more."""
    shutil.copyfileobj(source, into)


for _name, _says, _checks, _place, _replacement in (
    (
        "no-night-is-too-long",
        "A backup may be ten years old.",
        ("backups.taken",),
        f"{PLACE}.judging.NEWEST",
        FOR_EVER,
    ),
    (
        "log-stays-here",
        "The log may wait on this computer for ten years.",
        ("backups.taken",),
        f"{PLACE}.judging.SHIPPED",
        FOR_EVER,
    ),
    (
        "next-to-the-server",
        "A folder of this computer counts as a safe place elsewhere.",
        ("backups.off-site",),
        f"{PLACE}.judging.leaves_this_computer",
        lambda _standing: True,
    ),
    (
        "never-rehearsed",
        "A restore that was tried ten years ago is good enough.",
        ("backups.restored", "backups.searched"),
        f"{PLACE}.judging.PROVEN",
        FOR_EVER,
    ),
    (
        "failed-and-passed",
        "A drill that failed is taken for one that passed.",
        ("backups.restored", "backups.searched"),
        f"{PLACE}.results.Result.passed",
        True,
    ),
    (
        "backup-in-the-clear",
        "Backups are packed and signed, and no longer encrypted.",
        ("backups.sealed",),
        f"{PLACE}.sealing.pyrage.encrypt_io",
        _in_the_clear,
    ),
):
    register(Mutant(_name, _says, _checks, by_replacing(_place, _replacement)))
