"""Checks of a sale of MuseMinder are green, and red when their safeguard is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

CHECKS = ("transfer.thirty-days", "transfer.immutable", "transfer.asked-first", "transfer.ways-out")


def test_every_check_is_kept(look: Callable[[str], Ran]) -> None:
    ran = [look(name) for name in CHECKS]

    assert [(each.check, each.details, each.kept) for each in ran] == [(name, [], True) for name in CHECKS]


@pytest.mark.slow
def test_each_safeguard_that_is_taken_away_is_noticed(survivors: Callable[..., list[str]]) -> None:
    assert survivors("sale-not-counted", "sale-editable", "everybody-goes-along", "no-way-out") == []
