"""What is told about the keys of an installation: counts, and whether it may be opened."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from museminder.foundation.vault.keys.epochs import destroy_epoch_key, present_epoch
from museminder.foundation.vault.keys.studio_keys import forget_every_key
from museminder.foundation.vault.keys.subject_keys import new_keys
from museminder.foundation.vault.looking import Look, look
from tests.schools import NOON
from tests.vaults import Vault


def test_an_empty_vault_is_well_and_one_whose_epoch_is_lost_is_not(
    own_vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("MUSEMINDER_ERASURES", f"{tmp_path}/erasures.jsonl")
    forget_every_key()
    empty = look(NOON)
    new_keys(7_000_003, [uuid4(), uuid4()])
    own_vault.do("update keys.epoch set began_at = '2026-05-01'")
    filled = look(NOON)
    destroy_epoch_key(present_epoch())
    lost = look(NOON)
    forget_every_key()

    assert (empty, empty.is_good) == (Look(0, 0, 0, 0, None, 0, 0, is_due=False), True)
    assert (filled, filled.is_good) == (Look(2, 1, 0, 0, date(2026, 5, 1), 0, 0, is_due=True), True)
    assert (lost.missing, lost.is_good, lost.as_data()["good"]) == (1, False, False)
