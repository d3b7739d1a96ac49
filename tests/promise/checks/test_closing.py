"""The check of a school that closes is green, and red when its safeguard is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran


def test_it_is_kept(look: Callable[[str], Ran]) -> None:
    ran = look("closing.ninety-days")

    assert (ran.details, ran.kept) == ([], True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["closes-at-once", "closing-writable"])
def test_each_safeguard_that_is_taken_away_is_noticed(survivors: Callable[..., list[str]], name: str) -> None:
    assert survivors(name) == []
