"""Families read what is kept and who looked; nothing opens without a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise.checking import Ran

Looked = Callable[..., tuple[Ran, list[str]]]


@pytest.mark.usefixtures("built")
def test_a_guardian_reads_what_is_kept_and_who_looked(look_and_sabotage: Looked) -> None:
    ran, survived = look_and_sabotage("rights.shown", "looks-untold", "kept-and-not-shown")

    assert (ran.details, ran.kept, ran.found.examined, survived) == ([], True, 20, [])


@pytest.mark.usefixtures("built")
def test_nothing_opens_without_a_reason(look_and_sabotage: Looked) -> None:
    ran, survived = look_and_sabotage(
        "reveals.reason-first", "opened-for-no-reason", "pictured-for-no-reason"
    )

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == "15 openings without a good reason and 1 without an entry tried, 0 done"
