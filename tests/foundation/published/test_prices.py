"""The price list is whole, or it is not taken."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml

from museminder.foundation.published.prices import declared_prices, price_list


def test_ours_has_a_price_in_the_currency_of_every_country() -> None:
    prices = price_list(declared_prices())

    assert [size.up_to for size in prices.sizes] == [40, 120, 300, None]
    assert {country: prices.currency_in(country) for country in ("US", "ca", "ES", "JP")} == {
        "US": "USD",
        "ca": "CAD",
        "ES": "EUR",
        "JP": "USD",
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sizes", []),
        ("sizes", [{"key": "one", "up_to": 40, "amounts": {"USD": 100}}]),
        ("countries", {"CA": "CAX"}),
        ("otherwise", "JPY"),
    ],
)
def test_one_that_is_not_whole_is_refused(key: str, value: object) -> None:
    with pytest.raises((ValueError, LookupError)):
        price_list(copy.deepcopy(declared_prices()) | {key: value})


def test_an_installation_names_its_own(settings, tmp_path: Path) -> None:
    own = {
        "sizes": [{"key": "all", "up_to": None, "amounts": {"USD": 1000}}],
        "free_days": 30,
        "countries": {},
        "otherwise": "USD",
    }
    settings.MUSEMINDER_PRICES = str(tmp_path / "own.yaml")
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(own))

    assert declared_prices() == own
