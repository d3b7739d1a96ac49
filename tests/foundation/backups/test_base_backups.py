"""What goes wrong while copying is said, and leaves nothing that looks like a backup."""

from __future__ import annotations

import datetime as dt

import pytest

from museminder.foundation.backups.base_backups import NotTaken
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.taking import Busy, alone, take_backup
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import Kept

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def test_what_goes_wrong_is_said_and_leaves_nothing_that_looks_like_a_backup(kept: Kept) -> None:
    take_backup(kept.embedded, kept.arranged, kept.store, incremental=False, at=now())
    before = contents_of(kept.store)
    with (
        alone(kept.arranged),
        pytest.raises(Busy, match=r"^Another backup is being taken"),
        alone(kept.arranged),
    ):
        pass
    list_of_last = kept.arranged.folder / "public/list.json"
    text = list_of_last.read_text()
    list_of_last.write_text(text[:-100])
    with pytest.raises(NotTaken, match=r"^PostgreSQL could not be copied: "):
        take_backup(kept.embedded, kept.arranged, kept.store, incremental=True, at=now())
    list_of_last.write_text(text)

    assert contents_of(kept.store).backups == before.backups
