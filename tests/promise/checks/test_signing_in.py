"""A child that signs in reads nothing once what its guardian's agreement rests on is gone."""

from __future__ import annotations

from collections.abc import Callable

from museminder.promise.checking import Ran


def test_it_is_kept(look: Callable[[str], Ran]) -> None:
    ran = look("children.read-by-consent")

    assert (ran.details, ran.kept, ran.found.examined) == ([], True, 5)
