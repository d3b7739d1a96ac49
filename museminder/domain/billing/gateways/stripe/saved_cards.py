"""Cards a family lets Stripe keep, to be charged later while nobody is at the page (autopay).

Errors are those of `client`; charging can also raise CardDeclined.
"""

from __future__ import annotations

from typing import Any, cast

import stripe

from museminder.domain.billing.gateways.errors import GatewayRefused
from museminder.domain.billing.gateways.stripe.client import PAYMENT, REFERENCE, charge_of, moment_of
from museminder.domain.billing.gateways.stripe.failures import our_errors
from museminder.domain.billing.gateways.stripe.records import Charge, CheckoutSession, Credentials, SavedCard
from museminder.domain.billing.gateways.stripe.transport import connected
from museminder.foundation.outside.telling import Told


def open_card_setup(
    *,
    credentials: Credentials,
    currency: str,
    reference: str,
    success_url: str,
    cancel_url: str,
    idempotency_key: str,
) -> CheckoutSession:
    """Opens a page at Stripe on which a family saves a card; nothing is charged."""
    wish: dict[str, Any] = {
        "mode": "setup",
        "currency": currency.lower(),
        "customer_creation": "always",
        "client_reference_id": reference,
        "metadata": {REFERENCE: reference},
        "payment_method_types": ["card"],
        "success_url": success_url,
        "cancel_url": cancel_url,
    }
    with our_errors():
        session = connected(credentials, Told.PAYMENT_NUMBER).checkout.sessions.create(
            cast(Any, wish), {"idempotency_key": idempotency_key}
        )
    return CheckoutSession(session.id, session.url or "", moment_of(session.expires_at))


def retrieve_saved_card(credentials: Credentials, session_id: str) -> SavedCard:
    """The card a family saved on a page opened before. GatewayRefused when none was saved there."""
    with our_errors():
        session = connected(credentials, Told.PAYMENT_NUMBER).checkout.sessions.retrieve(
            session_id, {"expand": ["setup_intent.payment_method"]}
        )
    setup = cast("stripe.SetupIntent | None", session.setup_intent)
    method = cast("stripe.PaymentMethod | None", setup.payment_method) if setup is not None else None
    if method is None or method.card is None or not isinstance(session.customer, str):
        raise GatewayRefused("No card was saved on this page.")
    card = method.card
    return SavedCard(session.customer, method.id, card.brand, card.last4, card.exp_month, card.exp_year)


def charge_saved_card(
    *,
    credentials: Credentials,
    customer_id: str,
    method_id: str,
    amount: int,
    currency: str,
    description: str,
    reference: str,
    idempotency_key: str,
) -> Charge:
    """Charges a saved card while nobody is at the page. Raises CardDeclined when the bank refuses.

    The same idempotency key gives the same charge, or the same refusal, however often it is asked.
    """
    wish: dict[str, Any] = {
        "amount": amount,
        "currency": currency.lower(),
        "customer": customer_id,
        "payment_method": method_id,
        "description": description,
        "metadata": {REFERENCE: reference},
        "off_session": True,
        "confirm": True,
        "expand": ["latest_charge"],
    }
    with our_errors():
        intent = connected(credentials, *PAYMENT).payment_intents.create(
            cast(Any, wish), {"idempotency_key": idempotency_key}
        )
    return charge_of(cast("stripe.Charge", intent.latest_charge))


def forget_card(credentials: Credentials, method_id: str) -> None:
    """Asks Stripe to keep a card no longer. GatewayRefused when it is already forgotten."""
    with our_errors():
        connected(credentials, Told.PAYMENT_NUMBER).payment_methods.detach(method_id)
