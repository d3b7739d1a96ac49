"""Which numbers are cards, which are test cards, and what is kept of them."""

import pytest

from counterparts.stripe.cards import OUTCOME_OF_NUMBER, OUTCOMES, SENTENCES, Card, passes_luhn, read_card
from counterparts.stripe.failures import CardFailure

TODAY = (2026, 11)


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("4242424242424242", True),
        ("378282246310005", True),
        ("5555555555554444", True),
        ("4242424242424241", False),
        ("2424242424242424", False),
        ("0", True),
    ],
)
def test_the_check_digit(digits: str, right: bool) -> None:
    assert passes_luhn(digits) is right


def test_brand_and_last_digits_are_kept_and_the_number_is_not() -> None:
    assert read_card("5555 5555 5555 4444", 1, 30, "123", TODAY) == Card(
        "mastercard", "4444", 1, 2030, "paid"
    )
    assert read_card("378282246310005", 1, 2030, "1234", TODAY) == Card("amex", "0005", 1, 2030, "paid")


@pytest.mark.parametrize(
    ("number", "cvc", "code"),
    [
        ("4111111111111111", "123", "card_declined"),  # a card that is none of the published test cards
        ("4242424242424241", "123", "incorrect_number"),
        ("42424242420", "123", "incorrect_number"),
        ("\uff14\uff12" * 8, "123", "incorrect_number"),
        ("4242x24242424242", "123", "incorrect_number"),
        ("", "123", "incorrect_number"),
        ("378282246310005", "123", "invalid_cvc"),
        ("4242424242424242", "1234", "invalid_cvc"),
        ("4242424242424242", "12a", "invalid_cvc"),
    ],
)
def test_what_is_no_test_card_is_refused(number: str, cvc: str, code: str) -> None:
    with pytest.raises(CardFailure) as refusal:
        read_card(number, 12, 2040, cvc, TODAY)

    assert refusal.value.error["code"] == code


def test_every_special_card_passes_the_check_and_has_its_sentence() -> None:
    reasons = {outcome.decline_code for outcome in OUTCOMES.values() if outcome.code}

    assert [number for number in OUTCOME_OF_NUMBER if not passes_luhn(number)] == []
    assert {OUTCOME_OF_NUMBER[number] for number in OUTCOME_OF_NUMBER} <= set(OUTCOMES)
    assert reasons <= set(SENTENCES)
