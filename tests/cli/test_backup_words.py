"""What goes wrong with a backup is a sentence, never a stack of calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.cli.backup_words import arrangement_here, embedded_of, said
from museminder.cli.verbs import Refused
from museminder.foundation.backups.arrangements import Arrangement
from museminder.foundation.backups.opening import Damaged


def test_failures_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(tmp_path))
    with pytest.raises(Refused, match=r"^a\.age is missing\.$"), said():
        raise Damaged("a.age", "is missing")
    with pytest.raises(Refused, match=r"^Nothing was changed: No space left on device\.$"), said():
        raise OSError(28, "No space left on device")
    with pytest.raises(Refused, match=r"^There are no backups yet\. Begin: "):
        arrangement_here()


@pytest.mark.usefixtures("on_this_computer")
def test_databases_on_servers_are_backed_up_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arranged = Arrangement(tmp_path, "/store", {})
    here = [each.cluster.name for each in embedded_of(arranged)]
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.invalid/museminder")
    without = [each.cluster.name for each in embedded_of(arranged)]
    monkeypatch.setenv("VAULT_DATABASE_URL", "postgresql://db.invalid/vault")
    monkeypatch.setenv("PUBLIC_DATABASE_URL", "postgresql://db.invalid/public")
    with pytest.raises(Refused, match="they are backed up where they live"):
        embedded_of(arranged)

    assert (here, without) == (["vault", "studios", "public"], ["vault", "public"])
