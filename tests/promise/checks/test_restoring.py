"""An erased child of an older copy is noticed, not served and erased again; nothing of the trial is left."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from django.conf import settings

from museminder.foundation.vault.destroying import remembered
from museminder.promise.checking import Ran, World


@pytest.mark.usefixtures("built", "own_vault")
def test_older_copies_are_noticed_and_nothing_is_left(
    look_and_sabotage: Callable[..., tuple[Ran, list[str]]], world: World
) -> None:
    def databases() -> set[str]:
        with psycopg.connect(world.superuser_dsn) as server:
            return {name for (name,) in server.execute("select datname from pg_database")}

    vault, before = dict(settings.VAULT_SERVER), databases()
    ran, survived = look_and_sabotage("erasing.after-restore", "never-replayed", "restored-and-served")

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == (
        "1 child erased, 2 older copies brought back and noticed, 9 ways to be there again tried, 0 open"
    )
    assert (settings.VAULT_SERVER, list(remembered())) == (vault, [])
    assert {name for name in databases() - before if name.startswith("probe_")} == set()
