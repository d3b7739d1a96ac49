"""The test cards: what each number does, and how little of it is kept.

A number is looked at once and dropped. What stays is brand, last four digits, expiry and an
`Outcome`, so the state file never holds a card number.
Numbers and behavior: https://docs.stripe.com/testing
"""

from dataclasses import dataclass
from typing import Any

from counterparts.stripe.failures import CardFailure, invalid


@dataclass(frozen=True)
class Outcome:
    """What happens when the card is used: `code` None means it is paid.

    `on_attach` says whether it already fails when saved; `disputed` that the holder disputes it at once.
    """

    code: str | None = None
    decline_code: str | None = None
    on_attach: bool = True
    disputed: bool = False
    asks_holder: bool = False


PAID = Outcome()
OUTCOMES = {
    "paid": PAID,
    "generic_decline": Outcome("card_declined", "generic_decline"),
    "insufficient_funds": Outcome("card_declined", "insufficient_funds"),
    "lost_card": Outcome("card_declined", "lost_card"),
    "stolen_card": Outcome("card_declined", "stolen_card"),
    "expired_card": Outcome("expired_card", "expired_card"),
    "incorrect_cvc": Outcome("incorrect_cvc", "incorrect_cvc"),
    "processing_error": Outcome("processing_error", "processing_error"),
    "declined_when_charged": Outcome("card_declined", "generic_decline", on_attach=False),
    "disputed": Outcome(disputed=True),
    "asks_holder": Outcome(asks_holder=True),
}
OUTCOME_OF_NUMBER = {
    "4000000000000002": "generic_decline",
    "4000000000009995": "insufficient_funds",
    "4000000000009987": "lost_card",
    "4000000000009979": "stolen_card",
    "4000000000000069": "expired_card",
    "4000000000000127": "incorrect_cvc",
    "4000000000000119": "processing_error",
    "4000000000000341": "declined_when_charged",
    "4000000000000259": "disputed",
    "4000002760003184": "asks_holder",
}
NUMBER_OF_TOKEN = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeCustomerFail": "4000000000000341",
    "pm_card_createDispute": "4000000000000259",
    "pm_card_authenticationRequired": "4000002760003184",
}
SENTENCES = {
    "generic_decline": "Your card was declined.",
    "insufficient_funds": "Your card has insufficient funds.",
    "lost_card": "Your card was declined.",
    "stolen_card": "Your card was declined.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "authentication_required": "Your card was declined. This payment requires its holder's authentication.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
}


@dataclass(frozen=True)
class Card:
    """What is kept of a card."""

    brand: str
    last4: str
    exp_month: int
    exp_year: int
    outcome: str

    def shown(self) -> dict[str, Any]:
        """The card as it appears in a payment method."""
        return {
            "brand": self.brand,
            "last4": self.last4,
            "exp_month": self.exp_month,
            "exp_year": self.exp_year,
            "country": "US",
            "funding": "credit",
            "checks": {"cvc_check": "pass", "address_line1_check": None, "address_postal_code_check": None},
        }


def read_card(number: str, exp_month: int, exp_year: int, cvc: str | None, today: tuple[int, int]) -> Card:
    """A card from what was typed; `today` is (year, month). A slip of the hand is a card error.

    Numbers that are real but not test cards are refused: nothing here may hold a real card.
    """
    digits = number.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19 and passes_luhn(digits)):
        raise CardFailure("Your card number is incorrect.", code="incorrect_number", param="number")
    if not 1 <= exp_month <= 12:
        sentence = "Your card's expiration month is invalid."
        raise CardFailure(sentence, code="invalid_expiry_month", param="exp_month")
    full_year = exp_year + 2000 if exp_year < 100 else exp_year
    if (full_year, exp_month) < today:
        sentence = "Your card's expiration year is invalid."
        raise CardFailure(sentence, code="invalid_expiry_year", param="exp_year")
    brand = brand_of(digits)
    if cvc is not None and not (
        cvc.isascii() and cvc.isdigit() and len(cvc) == (4 if brand == "amex" else 3)
    ):
        raise CardFailure("Your card's security code is invalid.", code="invalid_cvc", param="cvc")
    if not is_test_number(digits):
        raise CardFailure(
            "Your card was declined. Your request was in test mode, but used a non test card.",
            code="card_declined",
            decline_code="test_mode_live_card",
        )
    return Card(brand, digits[-4:], exp_month, full_year, OUTCOME_OF_NUMBER.get(digits, "paid"))


def card_of_token(token: str, today: tuple[int, int]) -> Card:
    """The card behind one of Stripe's ready-made payment methods such as `pm_card_visa`."""
    number = NUMBER_OF_TOKEN.get(token)
    if number is None:
        raise invalid(f"No such PaymentMethod: '{token}'", "payment_method", "resource_missing")
    return read_card(number, 12, today[0] + 3, None, today)


def is_test_number(digits: str) -> bool:
    """Whether this is one of the numbers Stripe publishes for tests."""
    published = {"4242424242424242", "4000056655665556", "5555555555554444", "378282246310005"}
    return digits in published or digits in OUTCOME_OF_NUMBER


def brand_of(digits: str) -> str:
    """The card's brand from its first digits."""
    if digits.startswith("4"):
        return "visa"
    if digits[:2] in {"34", "37"}:
        return "amex"
    return "mastercard" if digits[:1] in {"2", "5"} else "unknown"


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the right check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
