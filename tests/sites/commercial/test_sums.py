"""Counting sentences by how they stand."""

from __future__ import annotations

from museminder.domain.privacy.models import PromiseClause
from museminder.domain.privacy.queries.promise import Standing, State
from museminder.sites.commercial.sums import Sums, sums_of, windows_of, words_of

ALL = [
    Standing(PromiseClause(id=f"C0{number}", kind="proven"), state, ()) for number, state in enumerate(State)
]


def test_each_state_is_counted_and_what_cannot_be_tested_is_left_out() -> None:
    assert sums_of(ALL) == Sums(all=5, testable=4, kept=1, broken=1, late=1, missing=1, checked_at=None)


def test_only_what_is_kept_is_lit() -> None:
    dark = [window["state"] for window in windows_of(ALL) if window["late"]]

    assert dark == ["Broken", "Late", "Not proven yet"]
    assert [window["href"] for window in windows_of(ALL, linked=False)] == [""] * 5


def test_every_state_has_words() -> None:
    assert len({words_of(state)[0] for state in State}) == len(State)
