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
        ("SEK", 10_00),
        ("ISK", None),
    ],
)
def test_it_is_worth_about_a_dollar_or_nobody_has_said_what_is(currency: str, amount: int | None) -> None:
    assert smallest_payment(currency) == amount
