"""Checks of where facts come from are green, and red when their safeguard is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

CHECKS = ("origins.none-from-outside", "addresses.checked-here", "accuracy.one-address")


@pytest.mark.slow
def test_every_check_is_kept_and_each_safeguard_that_is_taken_away_is_noticed(
    look: Callable[[str], Ran], survivors: Callable[..., list[str]]
) -> None:
    ran = [look(name) for name in CHECKS]
    assert [(each.check, each.details, each.kept) for each in ran] == [(name, [], True) for name in CHECKS]
    assert survivors("outside-in-a-childs-record", "address-sent-away", "accuracy-for-anything") == []
