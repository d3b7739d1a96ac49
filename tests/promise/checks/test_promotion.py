"""Checks of promotional mail are green, and red when their safeguard is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

CHECKS = ("promotion.one-place", "promotion.asked-only", "purposes.no-marketing")


def test_every_check_is_kept(look: Callable[[str], Ran]) -> None:
    ran = [look(name) for name in CHECKS]

    assert [(each.check, each.details, each.kept) for each in ran] == [(name, [], True) for name in CHECKS]


@pytest.mark.slow
@pytest.mark.parametrize(
    "names",  # each check can turn red once in one database; what is done to the program is taken back
    [("promotion-unasked", "promotion-for-anybody", "promotion-on-by-default"), ("promotion-near-a-child",)],
)
def test_each_safeguard_that_is_taken_away_is_noticed(
    survivors: Callable[..., list[str]], names: tuple[str, ...]
) -> None:
    assert survivors(*names) == []
