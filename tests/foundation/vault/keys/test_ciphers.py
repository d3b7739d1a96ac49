"""One key locks for one place; what else is tried does not open."""

from __future__ import annotations

import pytest

from museminder.foundation.vault.keys.ciphers import lock, new_key, unlock
from museminder.foundation.vault.sealing import CannotOpen


def test_it_opens_with_its_key_in_its_place() -> None:
    key = new_key()
    one, other = lock(key, b"Inhaler", "a"), lock(key, b"Inhaler", "a")

    assert (unlock(key, one, "a"), unlock(key, other, "a"), one == other) == (b"Inhaler", b"Inhaler", False)
    assert (len(key), len(one), new_key() == key) == (32, len(b"Inhaler") + 28, False)


def test_nothing_else_opens_it() -> None:
    key = new_key()
    locked = lock(key, b"Inhaler", "a")
    flipped = bytes([locked[0] ^ 1]) + locked[1:]

    for tried in ((new_key(), locked, "a"), (key, locked, "b"), (key, flipped, "a"), (key, locked[:27], "a")):
        with pytest.raises(CannotOpen):
            unlock(*tried)
