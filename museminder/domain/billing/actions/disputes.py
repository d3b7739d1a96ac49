"""A card holder's bank takes a payment back, and perhaps returns it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.allocations import release_money, settle_from_what_is_free
from museminder.domain.billing.actions.transactions import (
    Account,
    Kind,
    Side,
    record_transaction,
    reverse_transaction,
)
from museminder.domain.billing.events import PaymentFailed
from museminder.domain.billing.models import Dispute, PaymentAttempt, Receipt
from museminder.domain.billing.rules.refusals import NotYet, Refused
from museminder.domain.consents.actions.student_logins import withdraw_student_login_consent
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def open_dispute(
    *, receipt: Receipt, amount: int, gateway_dispute_id: str, on: date, by: Actor, at: datetime
) -> Dispute:
    """The bank took a payment back: what it had settled is owed again, until the dispute is decided."""
    with transaction.atomic(using=current_site()):
        account = lock_account(receipt.family_account)
        known = Dispute.objects.filter(gateway_dispute_id=gateway_dispute_id).first()
        if known is not None:
            return known
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        if amount > receipt.amount - receipt.refunded_amount:
            raise Refused("The bank disputes more than is left of the payment.")
        if amount > receipt.unallocated_amount:
            release_money(money=receipt, on=on, at=at)
        entry = record_transaction(
            kind=Kind.DISPUTE,
            sides=[
                Side(Account.FAMILY_CREDIT, amount, receipt.family_account),
                Side(Account.CARD_CLEARING, -amount),
            ],
            on=on,
            at=at,
        )
        Receipt.objects.filter(pk=receipt.pk).update(refunded_amount=F("refunded_amount") + amount)
        dispute = Dispute.objects.create(
            receipt=receipt,
            transaction=entry,
            amount=amount,
            gateway_dispute_id=gateway_dispute_id,
            opened_at=at,
        )
        settle_from_what_is_free(account=account, on=on, at=at)
        record_change("billing.dispute.opened", of=receipt, by=by, at=at, details={"amount": amount})
        announce(PaymentFailed(account.pk, None, "disputed"))
        _end_what_it_showed(receipt, by, at)
        return dispute


def _end_what_it_showed(receipt: Receipt, by: Actor, at: datetime) -> None:
    """The card's holder says that it was not they who paid: a child's sign-in that rested on it ends at once."""
    paid = PaymentAttempt.objects.filter(
        transaction_id=receipt.gateway_transaction_id, login_request__consent__isnull=False
    )
    for consent_id in paid.values_list("login_request__consent", flat=True):
        withdraw_student_login_consent(consent_id=consent_id, by=by, at=at)


def close_dispute(*, gateway_dispute_id: str, won: bool, on: date, by: Actor, at: datetime) -> Dispute:
    """The dispute is decided: won, the money is back and settles what is owed; lost, it stays away."""
    with transaction.atomic(using=current_site()):
        dispute = Dispute.objects.select_for_update().filter(gateway_dispute_id=gateway_dispute_id).first()
        if dispute is None:
            raise NotYet("This dispute is not known here.")
        if dispute.closed_at is not None:
            return dispute
        account = lock_account(dispute.receipt.family_account)
        if won and dispute.transaction is not None:
            reverse_transaction(transaction=dispute.transaction, on=on, at=at)
            Receipt.objects.filter(pk=dispute.receipt_id).update(
                refunded_amount=F("refunded_amount") - dispute.amount
            )
            settle_from_what_is_free(account=account, on=on, at=at)
        dispute.state, dispute.closed_at = ("won" if won else "lost"), at
        dispute.save(update_fields=["state", "closed_at"])
        record_change("billing.dispute.closed", of=dispute.receipt, by=by, at=at, details={"won": won})
        return dispute
