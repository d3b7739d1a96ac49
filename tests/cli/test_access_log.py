"""The access log from the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from museminder.cli.access_log import checkpoints, proof, sequence, verify
from museminder.cli.verbs import Refused
from tests.foundation.vault.entries import entries
from tests.schools import School
from tests.vaults import Vault


def test_a_log_is_sequenced_verified_witnessed_and_proved(
    own_vault: Vault, school: School, tmp_path: Path
) -> None:
    written = entries(3)
    kept = tmp_path / "checkpoints.txt"
    sequenced = sequence(Namespace())
    taken = checkpoints(Namespace(studio=school.slug, to=kept))
    shown = proof(Namespace(entry=written[1].id))
    good = verify(Namespace(against=kept))
    own_vault.do("delete from access_log.entry where id = %s", [written[1].id])
    bad = verify(Namespace(against=None))

    assert (sequenced.data, taken.data["checkpoints"], shown.data["index"]) == ({"sequenced": 3}, 1, 1)
    assert (good.good, good.data["entries"], good.data["checkpoints"], good.data["fault"]) == (
        True,
        3,
        2,
        None,
    )
    assert (bad.good, bad.lines[-1]) == (False, f"Entry 1 ({written[1].id}) was removed.")
    assert json.loads(bad.text(as_json=True))["fault"] == {
        "kind": "removed",
        "index": 1,
        "entry_id": str(written[1].id),
        "sentence": bad.lines[-1],
    }


def test_what_is_not_there_is_said(own_vault: Vault, school: School, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no studio called nowhere"):
        checkpoints(Namespace(studio="nowhere", to=tmp_path / "file"))
    with pytest.raises(Refused, match="There is no entry"):
        proof(Namespace(entry=uuid4()))
    with pytest.raises(Refused, match="cannot be read"):
        verify(Namespace(against=tmp_path / "missing"))


def test_a_vault_that_is_stopped_is_said_to_be(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "VAULT_SERVER", {"host": "/nonexistent", "dbname": "none"})
    asked = Namespace(against=None, studio=None, to=tmp_path / "file", entry=uuid4())
    for verb in (verify, checkpoints, proof, sequence):
        with pytest.raises(Refused, match="The vault does not answer"):
            verb(asked)


def test_checking_makes_no_new_key(own_vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(settings, "MUSEMINDER_HOME", tmp_path)
        with pytest.raises(Refused, match="no new one was made"):
            verify(Namespace(against=None))

    assert not (tmp_path / "secrets").exists()
