"""What MuseMinder costs: read from the one file that declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from museminder.foundation.published.publishing import Item, publishes
from museminder.primitives.money import minor_digits

DECLARED = Path(__file__).with_name("prices.yaml")


@dataclass(frozen=True, slots=True)
class Size:
    """What a studio of a size pays for a month; ``up_to`` students are included, None is without end.

    ``amounts`` are minor units by currency.
    """

    key: str
    up_to: int | None
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PriceList:
    """Every size, smallest first, and which currency a country pays in."""

    sizes: tuple[Size, ...]
    free_days: int
    countries: Mapping[str, str]
    otherwise: str

    def currency_in(self, country: str) -> str:
        """The currency (ISO 4217) that is paid in a country (ISO 3166); the general one where none is named."""
        return self.countries.get(country.upper(), self.otherwise)


def price_list(content: Mapping[str, Any]) -> PriceList:
    """The list as it is declared or was published. Raises ValueError or KeyError when it cannot be right."""
    sizes = tuple(
        Size(
            str(each["key"]),
            None if each["up_to"] is None else int(each["up_to"]),
            {str(currency): int(amount) for currency, amount in each["amounts"].items()},
        )
        for each in content["sizes"]
    )
    found = PriceList(sizes, int(content["free_days"]), dict(content["countries"]), str(content["otherwise"]))
    _check(found)
    return found


def declared_prices() -> dict[str, Any]:
    """The file that is in force: the installation's own, or ours."""
    path = settings.MUSEMINDER_PRICES or DECLARED
    content: dict[str, Any] = yaml.safe_load(Path(path).read_text())
    price_list(content)
    return content


@publishes("price_list")
def _published(_at: datetime) -> list[Item]:
    return [Item("1", declared_prices())]


def _check(prices: PriceList) -> None:
    ends = [size.up_to for size in prices.sizes]
    if not ends or ends[-1] is not None or None in ends[:-1]:
        raise ValueError("only the last size has no end")
    counted = [end for end in ends if end is not None]
    if counted != sorted(set(counted)):
        raise ValueError("each size is larger than the one before")
    wanted = {prices.otherwise, *prices.countries.values()}
    for currency in wanted:
        minor_digits(currency)
        if any(size.amounts.get(currency, 0) <= 0 for size in prices.sizes):
            raise ValueError(f"a size has no price in {currency}")
