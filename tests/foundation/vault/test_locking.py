"""What was locked opens with its own key, where it belongs, and nowhere else."""

from __future__ import annotations

import pytest

from museminder.foundation.vault.locking import lock_up, new_lock, unlock
from museminder.foundation.vault.sealing import CannotOpen


def test_the_key_opens_its_own_lock_and_nothing_else() -> None:
    lock, key = new_lock()
    _other_lock, other_key = new_lock()
    locked = lock_up(b"a birth date", lock, "here")

    assert unlock(locked, f" {key}\n", "here") == b"a birth date"
    assert b"birth" not in locked
    for wrong, place in ((other_key, "here"), (key, "elsewhere"), ("no key", "here"), ("é", "here")):
        with pytest.raises(CannotOpen):
            unlock(locked, wrong, place)
