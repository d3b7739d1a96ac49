"""Reads what the payer typed: each mistake is a sentence beside its field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterparts.stripe.cards import Card, read_card
from counterparts.stripe.failures import CardFailure

FIELD_OF_PARAM = {
    "number": "card_number",
    "exp_month": "expiry",
    "exp_year": "expiry",
    "cvc": "security_code",
}
FIELDS = ("email", "cardholder_name", "card_number", "expiry", "security_code")
LONGEST = 200


@dataclass
class TypedCard:
    """The form after reading: a card, or the mistakes by field. Number and code are never kept."""

    email: str = ""
    cardholder_name: str = ""
    card: Card | None = None
    mistakes: dict[str, str] = field(default_factory=dict)


def read(typed: Mapping[str, object], today: tuple[int, int], *, asks_email: bool) -> TypedCard:
    """What was typed, checked in the order of the page; `today` is (year, month)."""
    fields = {name: str(typed.get(name, "")).strip()[:LONGEST] for name in FIELDS}
    form = TypedCard(fields["email"], fields["cardholder_name"])
    if asks_email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", form.email):
        form.mistakes["email"] = "Enter an e-mail address such as maria@example.com."
    if not fields["card_number"]:
        form.mistakes["card_number"] = "Enter the card number."
    expiry = re.fullmatch(r"(\d{1,2})\s*/?\s*(\d{2}|\d{4})", fields["expiry"])
    if expiry is None:
        form.mistakes["expiry"] = "Enter the expiry date as month and year, such as 09/29."
    if not fields["security_code"]:
        form.mistakes["security_code"] = "Enter the security code."
    if not form.cardholder_name:
        form.mistakes["cardholder_name"] = "Enter the name on the card."
    if expiry is None or form.mistakes:
        return form
    try:
        month, year = int(expiry[1]), int(expiry[2])
        form.card = read_card(fields["card_number"], month, year, fields["security_code"], today)
    except CardFailure as mistake:
        form.mistakes[FIELD_OF_PARAM.get(mistake.error.get("param", ""), "card_number")] = str(mistake)
    return form
