"""A family lets Stripe keep a card; later it is charged, refused, forgotten."""

from typing import Any

import pytest

from museminder.domain.billing.gateways.errors import CardDeclined, GatewayRefused
from museminder.domain.billing.gateways.stripe.client import retrieve_account
from museminder.domain.billing.gateways.stripe.records import Charge, CheckoutSession, Credentials, SavedCard
from museminder.domain.billing.gateways.stripe.saved_cards import (
    charge_saved_card,
    forget_card,
    open_card_setup,
    retrieve_saved_card,
)
from tests.counterparts.running import VISA, RunningStripe


def opened(credentials: Credentials) -> CheckoutSession:
    return open_card_setup(
        credentials=credentials,
        currency="USD",
        reference="autopay-1",
        success_url="https://member.localhost:8443/saved",
        cancel_url="https://member.localhost:8443/account",
        idempotency_key="autopay-1",
    )


def saved(counterpart: RunningStripe, credentials: Credentials, number: str = VISA) -> SavedCard:
    session = opened(credentials)
    counterpart.pay(session.url, number)
    return retrieve_saved_card(credentials, session.id)


def charged(credentials: Credentials, card: SavedCard, **changed: Any) -> Charge:
    wish: dict[str, Any] = {
        "customer_id": card.customer_id,
        "method_id": card.method_id,
        "amount": 19_000,
        "currency": "USD",
        "description": "Invoice 2026-0701",
        "reference": "attempt-7",
        "idempotency_key": "attempt-7",
    }
    return charge_saved_card(credentials=credentials, **(wish | changed))


def test_a_card_is_saved_without_a_charge_and_charged_later_once(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    card = saved(counterpart, credentials)
    before = counterpart.charges(retrieve_account(credentials).id)

    charges = [charged(credentials, card) for _ in range(2)]

    assert (card.brand, card.last4, card.exp_month, card.exp_year, before) == ("visa", "4242", 12, 2040, [])
    assert charges[0] == charges[1]
    assert (charges[0].amount, charges[0].paid, charges[0].reference) == (19_000, True, "attempt-7")
    assert len(counterpart.charges(retrieve_account(credentials).id)) == 1


def test_a_page_where_nothing_was_saved_has_no_card(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    session = opened(credentials)
    counterpart.pay(session.url, "4000000000000002")

    with pytest.raises(GatewayRefused) as refusal:
        retrieve_saved_card(credentials, session.id)

    assert str(refusal.value) == "No card was saved on this page."


@pytest.mark.parametrize(
    ("number", "code", "hard", "sentence"),
    [
        ("4000000000000341", "generic_decline", False, "The bank declined the card."),
        (
            "4000002760003184",
            "authentication_required",
            True,
            "The bank wants the card holder to confirm this payment.",
        ),
    ],
)
def test_a_refusal_says_whether_trying_again_helps(
    counterpart: RunningStripe, credentials: Credentials, number: str, code: str, hard: bool, sentence: str
) -> None:
    card = saved(counterpart, credentials, number)

    with pytest.raises(CardDeclined) as refusal:
        charged(credentials, card)

    assert (refusal.value.code, refusal.value.hard, str(refusal.value)) == (code, hard, sentence)


def test_a_forgotten_card_is_not_charged(counterpart: RunningStripe, credentials: Credentials) -> None:
    card = saved(counterpart, credentials)

    forget_card(credentials, card.method_id)

    with pytest.raises(GatewayRefused):
        charged(credentials, card)
    with pytest.raises(GatewayRefused):
        forget_card(credentials, card.method_id)
    assert counterpart.charges(retrieve_account(credentials).id) == []
