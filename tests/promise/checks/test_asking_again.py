"""A guardian is asked at home about a change for children, and no longer once it was answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

Looked = Callable[..., tuple[Ran, list[str]]]


@pytest.mark.usefixtures("built")
def test_every_guardian_is_asked_at_home(look_and_sabotage: Looked) -> None:
    ran, survived = look_and_sabotage("guardians.asked-at-home", "not-asked-at-home")

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == "1 change for children posted, 4 pages looked at, 0 wrong"
