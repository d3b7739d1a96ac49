"""An object of the store that is not sealed is named; one that is shows nothing."""

from __future__ import annotations

from pathlib import Path

from django.test import override_settings

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.belongings import put_belongings
from museminder.primitives.clock import now
from museminder.promise.checking import World
from museminder.promise.checks.sealed_backups import sealed


def test_an_open_object_among_sealed_ones_is_named(tmp_path: Path) -> None:
    arranged = begin_backups(tmp_path / "home", address=str(tmp_path / "store"), keys=tmp_path / "keys")
    put_belongings(arranged, arranged.store(), at=now())
    with override_settings(MUSEMINDER_HOME=tmp_path / "home"):
        good = sealed(World(""))
        arranged.store().put("studios/1/wal/00000001.age", b"Wilhelmina")
        bad = sealed(World(""))
    with override_settings(MUSEMINDER_HOME=tmp_path):
        alone = sealed(World(""))

    assert (list(good.wrong), good.examined, good.plant_found) == ([], 2, True)
    assert (list(bad.wrong), bad.examined) == (["studios/1/wal/00000001.age is not sealed"], 3)
    assert (list(alone.wrong), alone.examined) == ([], 1)
