"""What billing asks of Stripe, with the studio's own key. No child's name is ever sent.

Every function raises GatewayUnavailable (no usable answer: ask again with the same idempotency key),
GatewayRefused or KeyRefused. Amounts are minor units, currencies ISO 4217 codes in capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal, cast

import stripe

from museminder.domain.billing.gateways.stripe.failures import our_errors
from museminder.domain.billing.gateways.stripe.records import (
    Account,
    Charge,
    CheckoutSession,
    CheckoutState,
    Credentials,
    Event,
    Refund,
    Webhook,
)
from museminder.domain.billing.gateways.stripe.transport import connected
from museminder.domain.billing.gateways.stripe.webhooks import WANTED_EVENTS, event_of
from museminder.foundation.outside.telling import Told

A_PAGE = 100
PAYMENT = (Told.AMOUNT, Told.PAYMENT_DESCRIPTION, Told.PAYMENT_NUMBER)
REFERENCE = "reference"  # our number, under this name in Stripe's metadata

RefundReason = Literal["duplicate", "fraudulent", "requested_by_customer"]


def retrieve_account(credentials: Credentials) -> Account:
    """Says whose key this is, before a studio keeps it."""
    with our_errors():
        account = connected(credentials).accounts.retrieve_current()
    name = account.settings.dashboard.display_name if account.settings else None
    currency = (account.default_currency or "").upper()
    return Account(account.id, name or account.id, currency, can_charge=bool(account.charges_enabled))


def open_checkout(
    *,
    credentials: Credentials,
    amount: int,
    currency: str,
    description: str,
    reference: str,
    success_url: str,
    cancel_url: str,
    idempotency_key: str,
    expires_at: datetime | None = None,
) -> CheckoutSession:
    """Opens a page at Stripe on which a family pays by card; the card never touches us.

    `description` is what the payer and the bank read (an invoice number, never a child's name);
    `reference` comes back with the charge and every event. `{CHECKOUT_SESSION_ID}` in `success_url` is
    filled in by Stripe. The page closes at `expires_at`, 30 minutes to 24 hours from now (24 if not given).
    """
    price = {
        "currency": currency.lower(),
        "unit_amount": amount,
        "product_data": {"name": description},
    }
    wish: dict[str, Any] = {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": reference,
        "metadata": {REFERENCE: reference},
        "payment_intent_data": {"description": description, "metadata": {REFERENCE: reference}},
        "payment_method_types": ["card"],
        "success_url": success_url,
        "cancel_url": cancel_url,
    }
    if expires_at is not None:
        wish["expires_at"] = int(expires_at.timestamp())
    with our_errors():
        session = connected(credentials, *PAYMENT).checkout.sessions.create(
            cast(Any, wish), {"idempotency_key": idempotency_key}
        )
    return CheckoutSession(session.id, session.url or "", moment_of(session.expires_at))


def retrieve_checkout(credentials: Credentials, session_id: str) -> CheckoutState:
    """Says how a checkout stands: for the page the family comes back to, and for reconciliation."""
    with our_errors():
        session = connected(credentials, Told.PAYMENT_NUMBER).checkout.sessions.retrieve(
            session_id, {"expand": ["payment_intent"]}
        )
    return _state(session)


def expire_checkout(credentials: Credentials, session_id: str) -> CheckoutState:
    """Closes a checkout nobody should pay any more. GatewayRefused when it is paid or closed already."""
    with our_errors():
        sessions = connected(credentials, Told.PAYMENT_NUMBER).checkout.sessions
        session = sessions.expire(session_id, {"expand": ["payment_intent"]})
    return _state(session)


def refund(
    *,
    credentials: Credentials,
    charge_id: str,
    amount: int,
    idempotency_key: str,
    reason: RefundReason = "requested_by_customer",
    reference: str = "",
) -> Refund:
    """Sends money back to the card.

    GatewayRefused when it is more than is left of the charge, or the charge is disputed.
    """
    wish: dict[str, Any] = {"charge": charge_id, "amount": amount, "reason": reason}
    if reference:
        wish["metadata"] = {REFERENCE: reference}
    with our_errors():
        refunds = connected(credentials, Told.AMOUNT, Told.PAYMENT_NUMBER).refunds
        made = refunds.create(cast(Any, wish), {"idempotency_key": idempotency_key})
    status, currency = made.status or "pending", made.currency.upper()
    return Refund(made.id, charge_id, made.amount, currency, status, moment_of(made.created))


def retrieve_charge(credentials: Credentials, charge_id: str) -> Charge:
    """One charge as it stands now."""
    with our_errors():
        return charge_of(connected(credentials, Told.PAYMENT_NUMBER).charges.retrieve(charge_id))


def list_charges_since(credentials: Credentials, since: datetime) -> Iterator[Charge]:
    """Every try at a card since a moment, newest first: finds payments whose notification was lost."""
    with our_errors():
        first = connected(credentials).charges.list({"created": {"gte": _second(since)}, "limit": A_PAGE})
        for charge in first.auto_paging_iter():
            yield charge_of(charge)


def list_events_since(credentials: Credentials, since: datetime) -> list[Event]:
    """Everything billing wants to know that happened since a moment, oldest first.

    Stripe keeps events for 30 days; notifications that were lost are found here by polling.
    """
    wish: dict[str, Any] = {"created": {"gte": _second(since)}, "types": list(WANTED_EVENTS), "limit": A_PAGE}
    with our_errors():
        found = [
            event_of(event.to_dict())
            for event in connected(credentials).events.list(cast(Any, wish)).auto_paging_iter()
        ]
    return found[::-1]


def register_webhook(*, credentials: Credentials, url: str, idempotency_key: str) -> Webhook:
    """Asks Stripe to notify an address of everything billing wants to know."""
    wish: dict[str, Any] = {"url": url, "enabled_events": list(WANTED_EVENTS)}
    with our_errors():
        endpoint = connected(credentials).webhook_endpoints.create(
            cast(Any, wish), {"idempotency_key": idempotency_key}
        )
    return Webhook(endpoint.id, endpoint.secret or "")


def remove_webhook(credentials: Credentials, webhook_id: str) -> None:
    """Asks Stripe to notify an address no longer."""
    with our_errors():
        connected(credentials).webhook_endpoints.delete(webhook_id)


def _state(session: stripe.checkout.Session) -> CheckoutState:
    intent = cast("stripe.PaymentIntent | None", session.payment_intent)  # whole: asked for with expand
    paid = session.payment_status == "paid"
    charge = intent.latest_charge if intent is not None and paid else None
    return CheckoutState(
        id=session.id,
        status=cast(Any, session.status or "open"),
        paid=paid,
        amount=session.amount_total or 0,
        currency=(session.currency or "").upper(),
        reference=session.client_reference_id or "",
        payment_id=intent.id if intent is not None else None,
        charge_id=charge if charge is None or isinstance(charge, str) else charge.id,
    )


def charge_of(charge: stripe.Charge) -> Charge:
    """A charge as billing keeps it."""
    intent = charge.payment_intent
    return Charge(
        id=charge.id,
        payment_id=intent if intent is None or isinstance(intent, str) else intent.id,
        amount=charge.amount,
        refunded_amount=charge.amount_refunded,
        currency=charge.currency.upper(),
        paid=charge.status == "succeeded",
        disputed=charge.disputed,
        failure_code=charge.failure_code,
        reference=str(charge.metadata.to_dict().get(REFERENCE, "")) if charge.metadata else "",
        created_at=moment_of(charge.created),
    )


def moment_of(seconds: int) -> datetime:
    """Stripe's seconds since 1970 as a moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
