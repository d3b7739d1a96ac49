"""Regions and their locales."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.regions import locale_of


@pytest.mark.parametrize(
    ("region", "locale"),
    [("us", "en_US"), ("DE", "de_DE"), ("MX", "es_MX"), ("XX", "en_001"), ("", "en_001")],
)
def test_a_region_has_its_most_usual_locale(region: str, locale: str) -> None:
    assert str(locale_of(region)) == locale
