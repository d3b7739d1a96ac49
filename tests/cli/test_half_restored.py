"""A folder whose restoring did not come to its end is served by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.cli.half_restored import asked_in, refuse_half_restored
from museminder.cli.verbs import Refused
from museminder.foundation.backups.restoring import UNFINISHED


def test_half_a_copy_is_refused_and_a_whole_one_is_not(tmp_path: Path) -> None:
    refuse_half_restored(tmp_path)
    (tmp_path / UNFINISHED).touch()

    with pytest.raises(Refused, match="whoever was erased could be read again"):
        refuse_half_restored(tmp_path)


def test_what_is_asked_of_a_copy_and_breaks_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        Refused, match=r"^museminder backup list failed in the copy: There are no backups yet"
    ):
        asked_in(tmp_path, "backup", "list")
