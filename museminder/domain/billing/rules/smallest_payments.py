"""The smallest round amount a card is asked for where the payment itself is what matters.

Minimum charges by currency: Stripe, "Minimum and maximum charge amounts" (docs.stripe.com/currencies); ours are at
least twice theirs, so that a conversion to the currency of the studio's bank stays above its own minimum.
"""

from __future__ import annotations

from museminder.primitives.money import minor_digits

# In whole units of the currency; one unit where the currency is not named.
_WHOLE_UNITS = {
    "AED": 4, "BGN": 2, "CZK": 30, "DKK": 5, "HKD": 8, "HUF": 350, "INR": 50, "JPY": 100, "KRW": 1500, "MXN": 20,
    "MYR": 4, "NOK": 6, "PLN": 4, "RON": 4, "SEK": 6, "THB": 20,
}  # fmt: skip


def smallest_payment(currency: str) -> int:
    """A small amount that every card takes, in minor units: one dollar, one euro, one pound, a hundred yen."""
    return _WHOLE_UNITS.get(currency, 1) * 10 ** minor_digits(currency)
