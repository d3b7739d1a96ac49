"""A studio's key: one, however many begin at once, and found again by a process that starts."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from museminder.foundation.vault.keys.studio_keys import forget_every_key, forget_present_key, present_key
from museminder.foundation.vault.sealing import CannotOpen
from tests.vaults import Vault

STUDIO = 7_000_002


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    forget_every_key()
    yield
    forget_every_key()


def test_those_who_begin_at_once_share_one_key_and_one_epoch(own_vault: Vault) -> None:
    def begin(_number: int) -> tuple:
        forget_present_key(STUDIO)
        return present_key(STUDIO)

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(begin, range(8)))
    forget_every_key()

    assert found == {present_key(STUDIO)}
    assert own_vault.do("select count(*) from keys.studio_key") == [(1,)]
    assert own_vault.do("select count(*) from keys.epoch") == [(1,)]


def test_a_studio_s_wrap_moved_to_another_studio_does_not_open(own_vault: Vault) -> None:
    present_key(STUDIO)
    own_vault.do("update keys.studio_key set studio_id = studio_id + 1")
    forget_every_key()

    with pytest.raises(CannotOpen):
        present_key(STUDIO + 1)
