"""Nothing is done in a folder whose restoring did not come to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.cli.__main__ import main
from museminder.foundation.backups.restoring import UNFINISHED


def test_a_worker_does_not_start_in_half_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(tmp_path))
    (tmp_path / UNFINISHED).touch()

    assert main(["worker", "run"]) == 1
    assert "was restored from a backup, but not to its end" in capsys.readouterr().err
