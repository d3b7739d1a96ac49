"""What the gateway told us: stored first, as it came, and applied by a job, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from museminder.domain.billing.actions.disputes import close_dispute, open_dispute
from museminder.domain.billing.actions.payments import State, fail_payment, record_card_payment
from museminder.domain.billing.actions.receipts import record_refund
from museminder.domain.billing.gateways.stripe.records import Event
from museminder.domain.billing.gateways.stripe.webhooks import verify_event
from museminder.domain.billing.models import GatewayAccount, GatewayEvent, PaymentAttempt, Receipt, Refund
from museminder.domain.billing.rules.refusals import NotYet, Refused
from museminder.foundation.tenancy.context import current_site, hook_context
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

GATEWAY = Actor(account_id=None, name="Payment gateway")
KEPT_BY_THE_STUDIO = ("won", "warning_closed")  # a bank's question that came to nothing is not a loss


def store_event(*, event: Event, at: datetime) -> bool:
    """Keep what the gateway sent, before anything is done about it; False when it was known already."""
    row = GatewayEvent(event_id=event.id, kind=event.kind, payload=dict(event.payload), received_at=at)
    GatewayEvent.objects.bulk_create([row], ignore_conflicts=True)
    stored = GatewayEvent.objects.filter(event_id=event.id, pk=row.pk).exists()
    if stored:
        enqueue("billing.apply_gateway_event", event_row_id=str(row.pk))
    return stored


def receive_notification(*, token: str, body: bytes, signature: str, at: datetime) -> bool:
    """Let the gateway in by the studio's token, check its signature, and keep what it says.

    False when the event was known. Raises ``NoEntry`` for a token of no studio, ``NotificationRefused`` for a body
    that the studio's secret did not sign or that is too old.
    """
    with hook_context(token):
        account = GatewayAccount.objects.get(is_active=True)
        opened = reveal([account], ["webhook_secret"], purpose=Purpose.PAYMENT, by=GATEWAY, at=at)
        event = verify_event(body, signature, opened[account.pk]["webhook_secret"], at)
        return store_event(event=event, at=at)


def apply_event(*, row: GatewayEvent, on: date, at: datetime) -> None:
    """Do what an event says, once; what cannot be done is written on the event for a person to see.

    An event about something not known here yet waits with its problem, and is applied when that is told.
    """
    with transaction.atomic(using=current_site()):
        row = GatewayEvent.objects.select_for_update().get(pk=row.pk)
        if row.applied_at is not None:
            return
        row.problem = ""
        subject = row.payload["data"]["object"]
        try:
            with transaction.atomic(using=current_site()):
                _apply(row.kind, subject, on, at)
            row.applied_at = at
        except NotYet as early:
            row.problem = str(early)[:200]
        except Refused as refusal:
            row.problem, row.applied_at = str(refusal)[:200], at
        row.save(update_fields=["applied_at", "problem"])
        if row.applied_at is not None and not row.problem:
            _take_up_what_waited_for(row.kind, subject)


def _take_up_what_waited_for(kind: str, subject: Mapping[str, Any]) -> None:
    """Events come in any order: a refund may be told before its payment, an end before its beginning."""
    waiting = GatewayEvent.objects.filter(applied_at=None).exclude(problem="")
    if kind == "checkout.session.completed":
        waiting = waiting.filter(payload__data__object__payment_intent=subject["payment_intent"])
    elif kind == "charge.dispute.created":
        waiting = waiting.filter(payload__data__object__id=subject["id"])
    else:
        return
    for row in waiting.order_by("received_at", "id"):
        enqueue("billing.apply_gateway_event", event_row_id=str(row.pk))


def _apply(kind: str, subject: Mapping[str, Any], on: date, at: datetime) -> None:
    handler = _HANDLERS.get(kind)
    if handler is not None:
        handler(subject, on, at)


def _attempt_of(subject: Mapping[str, Any]) -> PaymentAttempt:
    attempt = PaymentAttempt.objects.filter(checkout_id=subject["id"]).first()
    if attempt is None:
        raise NotYet("This payment was not begun here.")
    return attempt


def _receipt_of(subject: Mapping[str, Any]) -> Receipt:
    receipt = Receipt.objects.filter(gateway_transaction_id=str(subject.get("payment_intent") or "-")).first()
    if receipt is None:
        raise NotYet("The payment this is about is not known here.")
    return receipt


def _completed(subject: Mapping[str, Any], on: date, at: datetime) -> None:
    if subject.get("payment_status") == "paid":
        record_card_payment(
            attempt=_attempt_of(subject),
            transaction_id=str(subject["payment_intent"]),
            amount=int(subject["amount_total"]),
            on=on,
            by=GATEWAY,
            at=at,
        )


def _expired(subject: Mapping[str, Any], _on: date, at: datetime) -> None:
    fail_payment(attempt=_attempt_of(subject), state=State.EXPIRED, problem="", by=GATEWAY, at=at)


def _refunded(subject: Mapping[str, Any], on: date, at: datetime) -> None:
    receipt = _receipt_of(subject)
    # A refund asked for here is written by its own job, whichever comes first.
    known = sum(
        refund.amount for refund in Refund.objects.filter(receipt=receipt, state__in=["done", "asked"])
    )
    missing = int(subject["amount_refunded"]) - known
    if missing > 0:
        record_refund(
            receipt=receipt, amount=missing, reason="Refunded at the gateway", on=on, by=GATEWAY, at=at
        )


def _dispute_created(subject: Mapping[str, Any], on: date, at: datetime) -> None:
    open_dispute(
        receipt=_receipt_of(subject),
        amount=int(subject["amount"]),
        gateway_dispute_id=str(subject["id"]),
        on=on,
        by=GATEWAY,
        at=at,
    )


def _dispute_closed(subject: Mapping[str, Any], on: date, at: datetime) -> None:
    close_dispute(
        gateway_dispute_id=str(subject["id"]),
        won=subject.get("status") in KEPT_BY_THE_STUDIO,
        on=on,
        by=GATEWAY,
        at=at,
    )


_HANDLERS: dict[str, Callable[[Mapping[str, Any], date, datetime], None]] = {
    "checkout.session.completed": _completed,
    "checkout.session.expired": _expired,
    "charge.refunded": _refunded,
    "charge.dispute.created": _dispute_created,
    "charge.dispute.closed": _dispute_closed,
}
