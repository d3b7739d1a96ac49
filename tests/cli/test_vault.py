"""The commands of the vault say how the keys are and change them, in sentences and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from museminder.cli.__main__ import main
from museminder.domain.people.models import Student
from museminder.foundation.vault.destroying import destroy_keys, erasures_file
from museminder.foundation.vault.keys.studio_keys import forget_every_key
from museminder.primitives.clock import now
from tests.schools import School
from tests.vaults import Vault


@pytest.fixture
def child(
    own_vault: Vault, live_school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Student]:
    monkeypatch.setenv("MUSEMINDER_ERASURES", str(tmp_path / "erasures.jsonl"))
    monkeypatch.setenv("MUSEMINDER_VAULT_ESCROW", str(tmp_path / "escrow"))
    with live_school.inside(live_school.owner):
        yield Student.objects.create(first_name="Luz", birth_date=date(2016, 2, 29))
    forget_every_key()


def data(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict]:
    capsys.readouterr()
    ended = main(["vault", *words, "--json"])
    return ended, json.loads(capsys.readouterr().out)


def test_epoch_rotation_and_what_is_left_to_do(
    child: Student, live_school: School, own_vault: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    own_vault.do("update keys.epoch set began_at = began_at - interval '8 days'")
    ended, seen = data(capsys, "status")
    epoch = data(capsys, "epoch")
    rotated = data(capsys, "rotate", "--studio", live_school.slug)
    nobody = main(["vault", "rotate", "--studio", "nobody"])
    rewrap = data(capsys, "rewrap")

    assert (ended, seen["subject_keys"], seen["is_due"], seen["good"]) == (0, 1, True, True)
    assert epoch == (0, {"rewrapped": 1, "rotated": 0, "destroyed": 0})
    assert (rotated, nobody, rewrap) == ((0, {"keys": 1}), 1, (0, {"values": 0, "jobs": 0}))


def test_a_restored_vault_is_not_well_until_its_erasures_are_carried_out(
    child: Student, own_vault: Vault, live_school: School, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = own_vault.do("select id, studio_id, subject_id, studio_key_id, wrapped from keys.subject_key")
    destroy_keys(studio_id=live_school.studio_id, subjects=[child.pk], at=now())
    own_vault.do("delete from keys.erasure")
    own_vault.do(
        "insert into keys.subject_key (id, studio_id, subject_id, studio_key_id, wrapped)"
        " values (%s, %s, %s, %s, %s)",
        list(kept[0]),
    )
    elsewhere = tmp_path / "elsewhere.jsonl"
    erasures_file().rename(elsewhere)
    unknown = data(capsys, "status")[0]
    missing = main(["vault", "replay-erasures", "--from", str(tmp_path / "nothing")])
    erasures_file().write_text(elsewhere.read_text())
    before = data(capsys, "status")
    main(["check"])
    checked = "1 erasures must be carried out again" in capsys.readouterr().out
    replayed = data(capsys, "replay-erasures", "--from", str(elsewhere))
    after = data(capsys, "status")

    assert (unknown, missing, checked) == (0, 1, True)
    assert (before[0], before[1]["unreplayed"]) == (1, 1)
    assert replayed == (0, {"keys": 1, "file": str(elsewhere)})
    assert (after[0], after[1]["unreplayed"], after[1]["subject_keys"]) == (0, 0, 0)


def test_a_vault_that_is_away_is_said(
    database: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(settings, "VAULT_SERVER", {"host": "/nonexistent", "dbname": "nothing"})

    assert main(["vault", "status"]) == 1
    assert "The vault does not answer" in capsys.readouterr().err
