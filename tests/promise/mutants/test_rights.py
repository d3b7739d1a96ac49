"""Each safeguard of what families may ask for is noticed when it is taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NAMES = [
    "child-let-in-unasked",
    "child-reads-on",
    "child-in-another-table",
    "copy-without-the-sealed",
    "consent-outgrown",
    "nobody-asked-again",
    "one-guardian-is-enough",
    "erased-against-a-word",
    "erased-but-billed",
    "bills-go-along",
    "erased-and-back-again",
    "no-day-named",
    "schedule-asleep",
    "too-old-and-left",
    "request-forgotten",
    "breach-kept-quiet",
]


@pytest.mark.usefixtures("own_vault")  # in the common one, other tests erase people too
@pytest.mark.parametrize("name", NAMES)
def test_each_safeguard_that_is_taken_away_is_noticed(survivors: Callable[..., list[str]], name: str) -> None:
    assert survivors(name) == []
