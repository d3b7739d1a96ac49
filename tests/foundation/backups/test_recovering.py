"""What cannot be brought back is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.foundation.backups.fetching import NotRestorable
from museminder.foundation.backups.recovering import TooLate
from museminder.foundation.backups.restoring import (
    NotEmpty,
    restore,
)
from museminder.primitives.clock import now
from tests.foundation.backups.bringing import NewHome, bring, take
from tests.foundation.backups.conftest import Kept


def test_what_cannot_be_brought_back_is_said(kept: Kept, new_home: NewHome, tmp_path: Path) -> None:
    kept.execute("create table if not exists member (id int, name text)")
    first = now()
    take(kept, incremental=False)
    with pytest.raises(NotRestorable, match=r"^The oldest backup of the public cluster is of "):
        bring(kept, new_home("early"), to=first.replace(year=2020))
    with pytest.raises(TooLate, match=r"^The log of the public cluster in the store ends at .* UTC"):
        bring(kept, new_home("late"), to=now().replace(year=2033))
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("Dear Ada")
    with pytest.raises(NotEmpty, match="is not an empty folder"):
        bring(kept, full)
    with pytest.raises(NotRestorable, match="holds no finished backup of the vault cluster"):
        restore(kept.store, kept.keys, into=new_home("vault"))

    assert [path.name for path in full.iterdir()] == ["letter.txt"]
