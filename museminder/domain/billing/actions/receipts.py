"""Money that arrives, is given back, or bounces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.allocations import (
    allocate,
    open_charges,
    release_money,
    settle_from_what_is_free,
)
from museminder.domain.billing.actions.transactions import (
    Account,
    Kind,
    Side,
    record_transaction,
    reverse_transaction,
)
from museminder.domain.billing.events import ReceiptRecorded
from museminder.domain.billing.models import FamilyAccount, Receipt, Refund
from museminder.domain.billing.rules import refusals
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

KEPT_IN: dict[str, str] = {
    Receipt.Method.CASH: Account.CASH,
    Receipt.Method.CHECK: Account.CHECKS,
    Receipt.Method.CARD: Account.CARD_CLEARING,
    Receipt.Method.TRANSFER: Account.CASH,
}


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What was received: minor units, how, on which day, and the gateway's transaction if a card paid."""

    amount: int
    method: str
    received_on: date
    reference: str = ""
    gateway_transaction_id: str = ""


def record_receipt(
    *,
    family_account: FamilyAccount,
    facts: ReceiptFacts,
    by: Actor,
    at: datetime,
    charges: Iterable[UUID] | None = None,
) -> Receipt:
    """Take a family's payment: it settles the charges named, then the oldest; what is left stays the family's.

    The same gateway transaction is received once; a second time raises ``IntegrityError``.
    """
    refusals.check_amount(facts.amount)
    with transaction.atomic(using=current_site()):
        account = lock_account(family_account)
        sides = [
            Side(KEPT_IN[facts.method], facts.amount),
            Side(Account.FAMILY_CREDIT, -facts.amount, family_account),
        ]
        entry = record_transaction(kind=Kind.RECEIPT, sides=sides, on=facts.received_on, at=at)
        receipt = Receipt.objects.create(
            family_account=family_account,
            family_ref=account.family_id,
            transaction=entry,
            amount=facts.amount,
            method=facts.method,
            received_on=facts.received_on,
            reference=facts.reference,
            gateway_transaction_id=facts.gateway_transaction_id,
            created_at=at,
        )
        if charges is not None:
            allocate(money=receipt, charges=open_charges(account, charges), on=facts.received_on, at=at)
        settle_from_what_is_free(account=account, on=facts.received_on, at=at)
        receipt.refresh_from_db()
        record_change("billing.receipt.recorded", of=receipt, by=by, at=at, details={"amount": facts.amount})
        announce(ReceiptRecorded(receipt_id=receipt.pk, family_account_id=account.pk))
        return receipt


def take_back(
    *, receipt: Receipt, account: FamilyAccount, on: date, at: datetime, kind: str = Kind.REVERSAL
) -> Receipt:
    """Undo a receipt in the books: what it had settled is open again, and what else is free settles it.

    Called with ``account`` locked; ``kind`` is what the ledger calls the mirror image.
    """
    release_money(money=receipt, on=on, at=at)
    reverse_transaction(transaction=receipt.transaction, on=on, at=at, kind=kind)
    receipt.refresh_from_db()
    receipt.reversed_at = at
    receipt.save(update_fields=["reversed_at"])
    settle_from_what_is_free(account=account, on=on, at=at)
    return receipt


def reverse_receipt(*, receipt: Receipt, reason: str, on: date, by: Actor, at: datetime) -> Receipt:
    """Take a receipt back that was recorded by mistake: what it had settled is owed again."""
    with transaction.atomic(using=current_site()):
        account = lock_account(receipt.family_account)
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        refusals.check_can_reverse(receipt)
        receipt = take_back(receipt=receipt, account=account, on=on, at=at)
        record_change("billing.receipt.reversed", of=receipt, by=by, at=at, note=reason)
        return receipt


def record_refund(
    *,
    receipt: Receipt,
    amount: int,
    reason: str,
    on: date,
    by: Actor,
    at: datetime,
    gateway_refund_id: str = "",
    asked: Refund | None = None,
) -> Refund:
    """Give part of a receipt back: first what settled nothing, then what its charges were settled with.

    ``asked`` is the refund that was asked for, when the gateway has done it now.
    """
    with transaction.atomic(using=current_site()):
        account = lock_account(receipt.family_account)
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        refusals.check_can_refund(receipt, amount)
        if amount > receipt.unallocated_amount:
            release_money(money=receipt, on=on, at=at)
        entry = record_transaction(
            kind=Kind.REFUND,
            sides=[
                Side(Account.FAMILY_CREDIT, amount, receipt.family_account),
                Side(KEPT_IN[receipt.method], -amount),
            ],
            on=on,
            at=at,
        )
        Receipt.objects.filter(pk=receipt.pk).update(refunded_amount=F("refunded_amount") + amount)
        refund = asked or Refund(receipt=receipt, amount=amount, reason=reason, created_at=at)
        refund.transaction, refund.state, refund.settled_at = entry, "done", at
        refund.gateway_refund_id = gateway_refund_id
        refund.save()
        settle_from_what_is_free(account=account, on=on, at=at)
        record_change(
            "billing.refund.recorded", of=receipt, by=by, at=at, note=reason, details={"amount": amount}
        )
        return refund
