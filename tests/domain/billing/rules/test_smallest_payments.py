"""The smallest amount a card is asked for."""

import pytest

from museminder.domain.billing.rules.smallest_payments import smallest_payment


@pytest.mark.parametrize(
    ("currency", "amount"),
    [
        ("USD", 1_00),
        ("EUR", 1_00),
        ("GBP", 1_00),
        ("JPY", 100),
        ("HUF", 350_00),
        ("KWD", 1_000),
        ("SEK", 6_00),
    ],
)
def test_it_is_one_of_the_currency_or_what_cards_take_at_least_twice(currency: str, amount: int) -> None:
    assert smallest_payment(currency) == amount
