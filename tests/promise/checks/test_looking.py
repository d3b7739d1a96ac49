"""Families read what is kept and who looked; nothing opens without a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran


@pytest.mark.usefixtures("built")
def test_what_a_guardian_reads_and_what_opens_without_a_reason(look: Callable[[str], Ran]) -> None:
    shown, opened = look("rights.shown"), look("reveals.reason-first")

    assert (shown.details, shown.kept, shown.found.examined) == ([], True, 20)
    assert (opened.details, opened.kept, opened.found.figure) == (
        [],
        True,
        "10 openings without a good reason and 1 without an entry tried, 0 done",
    )
