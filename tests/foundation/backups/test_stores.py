"""A store that is not there is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.foundation.backups.stores import Store, StoreSilent


def test_a_store_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreSilent, match="does not do what it should"):
        Store(str(tmp_path / "not-mounted"))
    with pytest.raises(StoreSilent):
        Store("s3://nowhere/x?").names()
