"""What is too old goes in one night and no earlier; a bill outlives its child and does not tell whose it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

Looked = Callable[..., tuple[Ran, list[str]]]


@pytest.mark.usefixtures("own_vault")
def test_a_night_takes_what_is_too_old(look_and_sabotage: Looked) -> None:
    ran, survived = look_and_sabotage("retention.erases", "nothing-too-old")

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == "4 children who left 59 to 735 days ago after one night, 0 not as promised"


@pytest.mark.usefixtures("built", "own_vault")
def test_what_is_owed_neither_stops_it_nor_goes(look_and_sabotage: Looked) -> None:
    ran, survived = look_and_sabotage("erasing.whatever-is-owed", "paid-first")

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == "1 child erased while its bill was open, 3 things looked at, 0 wrong"
