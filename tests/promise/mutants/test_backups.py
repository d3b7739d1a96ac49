"""Each safeguard of the backups is noticed when it is taken away; no database is asked for it."""

from __future__ import annotations

import pytest

from museminder.promise.mutants.sabotage import mutants
from museminder.promise.mutants.trying import try_one

SABOTAGES = (
    "no-night-is-too-long",
    "log-stays-here",
    "next-to-the-server",
    "never-rehearsed",
    "failed-and-passed",
    "backup-in-the-clear",
)


@pytest.mark.parametrize("name", SABOTAGES)
def test_each_sabotage_is_noticed(name: str) -> None:
    tried = list(try_one(mutants()[name], ""))

    assert ([each.said for each in tried if not each.killed], len(tried) > 0) == ([], True)
