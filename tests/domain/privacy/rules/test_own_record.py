"""The gravest reason is told first, and each has its words."""

from __future__ import annotations

import pytest

from museminder.domain.privacy.rules.own_record import Kept, kept_because, words_of


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ((True, True, True), Kept.HELD),
        ((False, True, True), Kept.ALONE),
        ((False, False, True), Kept.OWING),
        ((False, False, False), None),
    ],
)
def test_the_gravest_reason_is_told(facts: tuple[bool, bool, bool], kept: Kept | None) -> None:
    is_held, is_alone, is_owing = facts

    assert kept_because(is_held=is_held, is_alone=is_alone, is_owing=is_owing) == kept


def test_each_has_its_words() -> None:
    assert len({words_of(kept) for kept in Kept}) == len(Kept)
