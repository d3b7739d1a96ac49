"""What a studio is told when it asks for backups that were not begun, or names a time without its zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.cli.__main__ import main


def test_backups_are_begun_first_and_a_moment_has_a_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(tmp_path / "home"))
    store, keys = str(tmp_path / "store"), str(tmp_path / "keys")
    before = main(["backup", "take"])
    begun = main(["backup", "begin", "--store", store, "--keys", keys])
    listed = main(["backup", "list"])
    said = capsys.readouterr()
    restoring = [
        "backup",
        "restore",
        "--store",
        store,
        "--into",
        str(tmp_path / "back"),
        "--key",
        f"{keys}/studios.key",
    ]
    asked = [main([*restoring, "--to-time", "2026-11-23T08:15:00"]), main(restoring)]
    refused = capsys.readouterr().err

    assert (before, begun, listed, asked) == (1, 0, 0, [1, 1])
    assert "There are no backups yet. Begin: " in said.err
    assert "There is no backup yet: museminder backup take" in said.out
    assert refused.splitlines() == [
        "Say which zone that time is in: 2026-11-23T08:15:00+00:00",
        "The store holds no finished backup of the vault cluster.",
    ]
