"""What families may ask for is kept: a child's sign-in, all that is held, coming of age."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran


@pytest.mark.parametrize(
    ("name", "examined"),
    [
        ("children.sign-in-by-consent", 2),
        ("rights.whole", 76),
        ("consents.of-age", 1),
        ("consents.asked-again", 1),
    ],
)
def test_it_is_kept(look: Callable[[str], Ran], name: str, examined: int) -> None:
    ran = look(name)

    assert (ran.details, ran.kept, ran.found.examined) == ([], True, examined)
