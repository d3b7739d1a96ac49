"""The smallest round amount a card is asked for where the payment itself is what matters.

Stripe takes no payment below half a US dollar or its worth in the currency of the charge (docs.stripe.com/currencies,
"Minimum and maximum charge amounts"); these are worth about a dollar, so that a rate may move.
"""

from __future__ import annotations

from museminder.primitives.money import minor_digits

_ONE = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "KWD", "BHD", "OMR", "JOD")
_WHOLE_UNITS = dict.fromkeys(_ONE, 1) | {
    "AED": 4, "BGN": 2, "BRL": 5, "CZK": 30, "DKK": 10, "HKD": 8, "HUF": 350, "ILS": 4, "INR": 100, "JPY": 100,
    "KRW": 1500, "MXN": 20, "MYR": 4, "NOK": 10, "PHP": 60, "PLN": 4, "RON": 4, "SEK": 10, "THB": 40, "TWD": 30,
    "ZAR": 20,
}  # fmt: skip


def smallest_payment(currency: str) -> int | None:
    """A small amount that cards take, in minor units: one dollar, one euro, one pound, a hundred yen.

    None for a currency of which nobody has said what is enough.
    """
    whole = _WHOLE_UNITS.get(currency)
    return None if whole is None else whole * 10 ** minor_digits(currency)
