"""What MuseMinder costs, in the currency of a country."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, to_locale

from museminder.foundation.published.prices import PriceList, Size, price_list
from museminder.foundation.published.reading import published
from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page


@open_page("says what MuseMinder costs; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """The published price list; ``?country=CA`` is the address of a country's prices."""
    found = published("price_list")["price_list"]
    if not found:
        return show_public(request, "commercial/prices.html", {"prices": None})
    prices = price_list(found[0])
    country = _country(request, prices)
    currency = prices.currency_in(country)
    context = {
        "prices": prices,
        "currency": currency,
        "sizes": [_shown(prices.sizes, number, currency) for number in range(len(prices.sizes))],
        "countries": _choices(prices, country),
    }
    return show_public(request, "commercial/prices.html", context)


def _country(request: HttpRequest, prices: PriceList) -> str:
    """The country that was asked for, else that of the browser's language, else the general one."""
    asked = request.GET.get("country", "").upper()
    spoken = request.headers.get("Accept-Language", "").split(",")[0].partition("-")[2][:2].upper()
    return next((each for each in (asked, spoken) if each in prices.countries), "US")


def _shown(sizes: tuple[Size, ...], number: int, currency: str) -> dict[str, Any]:
    size = sizes[number]
    before = sizes[number - 1].up_to if number else 0
    return {"from": (before or 0) + 1, "up_to": size.up_to, "amount": size.amounts[currency]}


def _choices(prices: PriceList, chosen: str) -> list[dict[str, Any]]:
    names = Locale.parse(to_locale(get_language() or "en")).territories
    codes = ["US", *sorted(prices.countries, key=lambda code: names[code])]
    return [
        {"label": names[code], "href": f"/prices/?country={code}", "current": code == chosen}
        for code in codes
    ]
