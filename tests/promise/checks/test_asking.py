"""A correction is carried out with who said it, and a copy holds everything, to read and as data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

Looked = Callable[..., tuple[Ran, list[str]]]


@pytest.mark.usefixtures("built")
def test_a_correction_is_carried_out(look_and_sabotage: Looked) -> None:
    sabotages = ("corrected-by-nobody", "corrected-without-origin")
    ran, survived = look_and_sabotage("corrections.carried-out", *sabotages)

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == "1 correction asked for, 7 steps looked at, 0 not done"


@pytest.mark.usefixtures("built")
def test_a_copy_is_whole_in_both_forms(look_and_sabotage: Looked) -> None:
    ran, survived = look_and_sabotage("copies.whole", "copy-for-programs-alone", "copy-without-notes")

    assert (ran.details, ran.kept, ran.found.examined > 80, survived) == ([], True, True, [])
