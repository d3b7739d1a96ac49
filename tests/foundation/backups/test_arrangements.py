"""A store belongs to one installation, and keys are never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.foundation.backups.arrangements import NotArranged, arrangement_of, begin_backups
from museminder.foundation.backups.keys import WrongKey
from tests.foundation.backups.sealing import Sealing


def test_a_store_belongs_to_one_installation_and_keys_are_never_written_over(
    sealing: Sealing, tmp_path: Path
) -> None:
    with pytest.raises(NotArranged, match="holds the backups of another installation"):
        begin_backups(tmp_path / "other", address=str(sealing.folder), keys=tmp_path / "other-keys")
    with pytest.raises(WrongKey, match="all that opens an older backup"):
        begin_backups(sealing.arranged.home, address=str(sealing.folder), keys=sealing.files[0].parent)
    with pytest.raises(NotArranged, match="must be kept elsewhere"):
        begin_backups(sealing.arranged.home, address=str(sealing.folder), keys=sealing.arranged.home / "keys")
    with pytest.raises(NotArranged, match="must not lie in the store"):
        begin_backups(sealing.arranged.home, address=str(sealing.folder), keys=sealing.folder / "keys")
    with pytest.raises(NotArranged, match="museminder backup begin"):
        arrangement_of(tmp_path / "nothing")
