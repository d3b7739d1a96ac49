"""Taking and bringing back the small cluster of these tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from museminder.foundation.backups.belongings import put_belongings
from museminder.foundation.backups.restoring import (
    Restored,
    restore,
)
from museminder.foundation.backups.taking import take_backup
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import Kept, run

NewHome = Callable[[str], Path]


def names(home: Path) -> list[object]:
    return [name for (name,) in run(Embedded(home, PUBLIC), "select name from member order by id")]


def take(kept: Kept, *, incremental: bool):
    put_belongings(kept.arranged, kept.store, at=now())
    return take_backup(kept.embedded, kept.arranged, kept.store, incremental=incremental, at=now())


def bring(kept: Kept, into: Path, **asked: object) -> Sequence[Restored]:
    return restore(kept.store, kept.keys, into=into, clusters=[PUBLIC], **asked)  # type: ignore[arg-type]
