"""Each safeguard of what a family is shown, given and asked is noticed when it is taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NAMES = ("looks-untold", "kept-and-not-shown", "opened-for-no-reason")


@pytest.mark.usefixtures("built")
def test_each_safeguard_that_is_taken_away_is_noticed(survivors: Callable[..., list[str]]) -> None:
    assert survivors(*NAMES) == []
