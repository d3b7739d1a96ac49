"""What is sealed opens with its key and as itself only, and whatever is wrong with it is named."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from museminder.foundation.backups.arrangements import NotArranged, arrangement_of, begin_backups
from museminder.foundation.backups.keys import Signer, WrongKey, private_keys, recipient
from museminder.foundation.backups.opening import Damaged, open_bytes
from museminder.foundation.backups.sealing import seal_bytes
from museminder.foundation.backups.stores import Store, StoreSilent

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TEXT = b"Wilhelmina Okonkwo-Brandt\n" + os.urandom(700_000)


class Kept:
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


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_what_was_sealed_comes_back_and_nothing_of_it_can_be_read_in_the_store(kept: Kept) -> None:
    raw = (kept.folder / "public/one.age").read_bytes()

    assert open_bytes(kept.store, "public/one.age", holder="studios", keys=kept.keys) == TEXT
    assert (raw[:22], b"Wilhelmina" in raw, b"public/one" in raw) == (
        b"age-encryption.org/v1\n",
        False,
        False,
    )
    assert not any("AGE-SECRET-KEY" in path.read_text() for path in (kept.arranged.home).rglob("*.json"))


def test_whatever_is_wrong_with_an_object_is_named(kept: Kept, tmp_path: Path) -> None:
    one, two = kept.folder / "public/one.age", kept.folder / "public/two.age"
    whole = one.read_bytes()
    shutil.copy(one, two)
    swapped = kept.wrong_with("public/two.age")
    one.write_bytes(whole[:-500])
    cut = kept.wrong_with("public/one.age")
    one.write_bytes(whole[:200_000] + bytes([whole[200_000] ^ 1]) + whole[200_001:])
    altered = kept.wrong_with("public/one.age")
    one.write_bytes(b"Dear Ada, here is the list")
    plain = kept.wrong_with("public/one.age")
    one.unlink()
    missing = kept.wrong_with("public/one.age")
    kept.put("public/forged.age", b"delete from family", by=Signer(tmp_path / "stranger"))
    foreign = kept.wrong_with("public/forged.age")

    assert [swapped, cut, altered, plain, missing] == [
        "public/two.age was swapped: what lies there is public/one.age.",
        "public/one.age is broken or cut short.",
        "public/one.age is broken or cut short.",
        "public/one.age is no sealed object.",
        "public/one.age is missing.",
    ]
    assert foreign.startswith("public/forged.age belongs to another installation, ")


def test_who_has_our_name_but_not_our_signature_is_found_out(kept: Kept, tmp_path: Path) -> None:
    class Pretending(Signer):
        installation = kept.keys.installation  # type: ignore[assignment]

    kept.put("public/forged.age", b"delete from family", by=Pretending(tmp_path / "stranger"))

    assert kept.wrong_with("public/forged.age") == (
        "public/forged.age was not put there by this installation: its signature is not ours."
    )


def test_another_key_does_not_open_and_what_is_no_key_is_said_to_be_none(kept: Kept, tmp_path: Path) -> None:
    begin_backups(tmp_path / "other", address=str(tmp_path / "other-store"), keys=tmp_path / "other-keys")
    text = (tmp_path / "other-keys/studios.key").read_text()
    theirs = next(line for line in text.splitlines() if line.startswith("studios:"))
    ours = kept.files[0].read_text()
    mine = next(line for line in ours.splitlines() if line.startswith("studios:"))
    mixed = tmp_path / "mixed.key"
    mixed.write_text(ours.replace(mine, theirs))

    with pytest.raises(WrongKey, match=r"^The key that was given does not open public/one\.age\.$"):
        open_bytes(kept.store, "public/one.age", holder="studios", keys=private_keys([mixed]))
    with pytest.raises(WrongKey, match="needs the private key “vault” as well"):
        open_bytes(kept.store, "public/one.age", holder="vault", keys=private_keys(kept.files[:1]))
    with pytest.raises(WrongKey, match="not the keys of one installation"):
        private_keys([kept.files[0], tmp_path / "other-keys/vault.key"])
    with pytest.raises(WrongKey, match="cannot be read as a key"):
        private_keys([tmp_path / "none.key"])


def test_a_store_belongs_to_one_installation_and_keys_are_never_written_over(
    kept: Kept, tmp_path: Path
) -> None:
    with pytest.raises(NotArranged, match="holds the backups of another installation"):
        begin_backups(tmp_path / "other", address=str(kept.folder), keys=tmp_path / "other-keys")
    with pytest.raises(WrongKey, match="all that opens an older backup"):
        begin_backups(kept.arranged.home, address=str(kept.folder), keys=kept.files[0].parent)
    with pytest.raises(NotArranged, match="must be kept elsewhere"):
        begin_backups(kept.arranged.home, address=str(kept.folder), keys=kept.arranged.home / "keys")
    with pytest.raises(NotArranged, match="must not lie in the store"):
        begin_backups(kept.arranged.home, address=str(kept.folder), keys=kept.folder / "keys")
    with pytest.raises(NotArranged, match="museminder backup begin"):
        arrangement_of(tmp_path / "nothing")
    with pytest.raises(StoreSilent, match="does not do what it should"):
        Store(str(tmp_path / "not-mounted"))
    with pytest.raises(StoreSilent):
        Store("s3://nowhere/x?").names()
