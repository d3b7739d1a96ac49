"""Giving money back: cash and checks at once, cards through the gateway by a job."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.billing.actions.receipts import record_refund
from museminder.domain.billing.models import PaymentAttempt, Receipt, Refund
from museminder.domain.billing.rules import refusals
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor


def ask_for_refund(
    *, receipt: Receipt, amount: int, reason: str, on: date, by: Actor, at: datetime
) -> Refund:
    """Give money back. A card is refunded at the gateway first; the ledger follows when the gateway has done it.

    Raises ``Refused`` when it is more than what is left, refunds already asked for included.
    """
    if receipt.method != Receipt.Method.CARD:
        return record_refund(receipt=receipt, amount=amount, reason=reason, on=on, by=by, at=at)
    with transaction.atomic(using=current_site()):
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        asked = sum(row.amount for row in Refund.objects.filter(receipt=receipt, state="asked"))
        refusals.check_can_refund(receipt, amount + asked)
        refund = Refund.objects.create(
            receipt=receipt, amount=amount, state="asked", reason=reason, created_at=at
        )
        enqueue("billing.refund_card", refund_id=str(refund.pk))
        record_change(
            "billing.refund.asked", of=receipt, by=by, at=at, note=reason, details={"amount": amount}
        )
        return refund


def checkout_of(receipt: Receipt) -> str | None:
    """The gateway's checkout that a card receipt came from."""
    # Begun on an account that is continued by another since, it was received on that one: the family is the same.
    paid = PaymentAttempt.objects.filter(
        family_ref=receipt.family_ref, state=PaymentAttempt.State.PAID, amount=receipt.amount
    )
    for attempt in paid.order_by("-created_at"):
        if attempt.transaction_id == receipt.gateway_transaction_id:
            return str(attempt.checkout_id)
    return None


def settle_refund(
    *, refund_id: UUID, gateway_refund_id: str, problem: str, on: date, by: Actor, at: datetime
) -> None:
    """Write the outcome of a card refund into the ledger, once; a refused one is marked failed."""
    with transaction.atomic(using=current_site()):
        refund = Refund.objects.select_for_update().select_related("receipt").get(pk=refund_id)
        if refund.state != "asked":
            return
        if problem:
            refund.state, refund.settled_at = "failed", at
            refund.save(update_fields=["state", "settled_at"])
            record_change("billing.refund.failed", of=refund.receipt, by=by, at=at, note=problem)
            return
        record_refund(
            receipt=refund.receipt,
            amount=refund.amount,
            reason=refund.reason,
            on=on,
            by=by,
            at=at,
            gateway_refund_id=gateway_refund_id,
            asked=refund,
        )
