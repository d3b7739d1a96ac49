"""Epoch keys lie in files beside the vault, are laid aside, and are gone when they are destroyed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from museminder.foundation.vault.keys.epochs import (
    backups_kept,
    destroy_epoch_key,
    epoch_key,
    escrow,
    folder,
    is_here,
    make_epoch_key,
    present_epoch,
    put_into_escrow,
)
from museminder.foundation.vault.sealing import CannotOpen
from tests.vaults import Vault


def test_a_key_is_the_same_from_its_file_and_from_escrow_until_it_is_destroyed(
    database: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEMINDER_VAULT_ESCROW", str(tmp_path))
    number, wrapper = make_epoch_key()
    key = epoch_key(number)
    mode = (folder() / str(number)).stat().st_mode & 0o777
    for _twice in range(2):
        put_into_escrow(number)
    epoch_key.cache_clear()
    from_escrow = epoch_key(number)
    destroy_epoch_key(number)

    assert (wrapper, mode, from_escrow == key, len(key)) == ("local-file", 0o600, True, 32)
    assert (is_here(number), list(tmp_path.iterdir()), escrow()) == (False, [], tmp_path)
    with pytest.raises(CannotOpen):
        epoch_key(number)


def test_a_file_under_another_epoch_s_name_does_not_open(database: object) -> None:
    number, _wrapper = make_epoch_key()
    other = uuid4()
    (folder() / str(number)).rename(folder() / str(other))

    with pytest.raises(CannotOpen):
        epoch_key(other)
    destroy_epoch_key(other)


def test_the_present_epoch_is_begun_once_and_its_key_is_not_in_the_vault(own_vault: Vault) -> None:
    number = present_epoch()
    kept = own_vault.do("select to_jsonb(e)::text from keys.epoch e")

    assert (present_epoch(), len(kept), epoch_key(number).hex() in kept[0][0]) == (number, 1, False)
    assert backups_kept() == timedelta(days=14)
