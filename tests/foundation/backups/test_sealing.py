"""What is sealed comes back as it was, and shows nothing where it lies."""

from __future__ import annotations

from museminder.foundation.backups.opening import open_bytes
from tests.foundation.backups.sealing import TEXT, Sealing


def test_what_was_sealed_comes_back_and_nothing_of_it_can_be_read_in_the_store(sealing: Sealing) -> None:
    raw = (sealing.folder / "public/one.age").read_bytes()

    assert open_bytes(sealing.store, "public/one.age", holder="studios", keys=sealing.keys) == TEXT
    assert (raw[:22], b"Wilhelmina" in raw, b"public/one" in raw) == (
        b"age-encryption.org/v1\n",
        False,
        False,
    )
    assert not any("AGE-SECRET-KEY" in path.read_text() for path in (sealing.arranged.home).rglob("*.json"))
