"""Days that must not pass are counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran


@pytest.mark.parametrize(
    ("name", "examined"),
    [("retention.carried-out", 3), ("requests.in-time", 2), ("breaches.told-in-time", 3)],
)
def test_it_is_kept(look: Callable[[str], Ran], name: str, examined: int) -> None:
    ran = look(name)

    assert (ran.details, ran.kept, ran.found.examined) == ([], True, examined)
