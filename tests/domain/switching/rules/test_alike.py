"""Names compared."""

from __future__ import annotations

import pytest

from museminder.domain.switching.rules.alike import folded


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("O'Brien-Núñez", "obrien nunez"),
        ("O\u2019BRIEN  NUNEZ", "obrien nunez"),
        ("Ballet III (Wed) 3:30", "ballet iii wed 3 30"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(text: str, key: str) -> None:
    assert folded(text) == key
