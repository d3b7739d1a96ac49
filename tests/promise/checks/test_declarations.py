"""Every column is declared and none is for marketing; what is added from outside is noticed."""

from __future__ import annotations

import pytest

from museminder.promise.checks.declarations import SELLING


def test_an_undeclared_column_is_noticed(survivors) -> None:
    assert survivors("column-without-a-class") == []


def test_a_column_for_marketing_is_noticed(survivors) -> None:
    assert survivors("marketing-column") == []


@pytest.mark.parametrize(
    ("word", "sells"),
    [
        ("marketing", True),
        ("promotional", True),
        ("wants_newsletter", True),
        ("privacy_promiseclause", False),
        ("lesson", False),
    ],
)
def test_words_for_selling_are_told_from_others(word: str, sells: bool) -> None:
    assert bool(SELLING.search(word)) == sells
