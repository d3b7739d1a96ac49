"""Erasing is agreed to, done whatever is owed, and for good."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran


@pytest.mark.usefixtures("own_vault")  # in the common one, other tests erase people too
@pytest.mark.parametrize(
    ("name", "examined"),
    [("erasing.agreed", 72), ("erasing.despite-debts", 2), ("erasing.for-good", 1)],
)
def test_it_is_kept(look: Callable[[str], Ran], name: str, examined: int) -> None:
    ran = look(name)

    assert (ran.details, ran.kept, ran.found.examined) == ([], True, examined)
