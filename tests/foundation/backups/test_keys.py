"""Another key opens nothing, and what is no key is said to be none."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.keys import WrongKey, private_keys
from museminder.foundation.backups.opening import open_bytes
from tests.foundation.backups.sealing import Sealing


def test_another_key_does_not_open_and_what_is_no_key_is_said_to_be_none(
    sealing: Sealing, tmp_path: Path
) -> None:
    begin_backups(tmp_path / "other", address=str(tmp_path / "other-store"), keys=tmp_path / "other-keys")
    text = (tmp_path / "other-keys/studios.key").read_text()
    theirs = next(line for line in text.splitlines() if line.startswith("studios:"))
    ours = sealing.files[0].read_text()
    mine = next(line for line in ours.splitlines() if line.startswith("studios:"))
    mixed = tmp_path / "mixed.key"
    mixed.write_text(ours.replace(mine, theirs))

    with pytest.raises(WrongKey, match=r"^The key that was given does not open public/one\.age\.$"):
        open_bytes(sealing.store, "public/one.age", holder="studios", keys=private_keys([mixed]))
    with pytest.raises(WrongKey, match="needs the private key “vault” as well"):
        open_bytes(sealing.store, "public/one.age", holder="vault", keys=private_keys(sealing.files[:1]))
    with pytest.raises(WrongKey, match="not the keys of one installation"):
        private_keys([sealing.files[0], tmp_path / "other-keys/vault.key"])
    with pytest.raises(WrongKey, match="cannot be read as a key"):
        private_keys([tmp_path / "none.key"])
