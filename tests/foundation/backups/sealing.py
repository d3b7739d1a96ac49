"""A store with two sealed objects, as files to be tampered with."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.keys import Signer, WrongKey, private_keys, recipient
from museminder.foundation.backups.opening import Damaged, open_bytes
from museminder.foundation.backups.sealing import seal_bytes

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TEXT = b"Wilhelmina Okonkwo-Brandt\n" + os.urandom(700_000)


class Sealing:
    """A store with two objects of ours, as files to be tampered with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "store"
        self.arranged = begin_backups(folder / "home", address=str(self.folder), keys=folder / "keys")
        self.store = self.arranged.store()
        self.files = [folder / "keys/studios.key", folder / "keys/vault.key"]
        self.keys = private_keys(self.files)
        for name in ("public/one.age", "public/two.age"):
            self.put(name, TEXT)

    def put(self, name: str, data: bytes, by: Signer | None = None) -> None:
        to = recipient(self.arranged.recipients["studios"])
        seal_bytes(self.store, name, data, to=to, by=by or self.arranged.signer, made_at=AT)

    def wrong_with(self, name: str) -> str:
        with pytest.raises((Damaged, WrongKey)) as wrong:
            open_bytes(self.store, name, holder="studios", keys=self.keys)
        return str(wrong.value)
