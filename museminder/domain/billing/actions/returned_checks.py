"""A check that the bank did not pay: the money is gone from the books, and perhaps a fee is asked."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
from museminder.domain.billing.actions.receipts import take_back
from museminder.domain.billing.actions.transactions import Kind
from museminder.domain.billing.events import PaymentFailed
from museminder.domain.billing.models import Receipt
from museminder.domain.billing.rules import refusals
from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def return_check(
    *,
    receipt: Receipt,
    returned_on: date,
    reason: str,
    fee_amount: int | None,
    on: date,
    by: Actor,
    at: datetime,
) -> Receipt:
    """The bank returned a family's check: what it had settled is owed again, and a fee if one is asked.

    ``reason`` is a ``Receipt.ReturnReason``; ``fee_amount`` in minor units, None asks nothing; ``on`` is today. The
    fee is due the day the check came back. Raises ``Refused`` for what is no check or was taken back, and
    ``WrongDay`` for a day before it was received or after today.
    """
    with transaction.atomic(using=current_site()):
        account = lock_account(receipt.family_account)
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        refusals.check_can_return(receipt)
        refusals.check_returned_on(receipt, returned_on, today=on)
        receipt = take_back(receipt=receipt, account=account, on=returned_on, at=at, kind=Kind.RETURNED)
        receipt.returned_on, receipt.return_reason = returned_on, Receipt.ReturnReason(reason)
        receipt.save(update_fields=["returned_on", "return_reason"])
        details = {"amount": receipt.amount, "reason": reason, "fee": fee_amount}
        record_change("billing.receipt.returned", of=receipt, by=by, at=at, details=details)
        if fee_amount is not None:
            post_charge(
                family_account=receipt.family_account,
                facts=_fee(receipt, returned_on, fee_amount),
                on=returned_on,
                by=by,
                at=at,
            )
        announce(PaymentFailed(account.pk, None, "returned"))
        return receipt


def _fee(receipt: Receipt, returned_on: date, amount: int) -> ChargeFacts:
    why: dict[str, int | str | None] = {
        "check_amount": receipt.amount,
        "returned_on": returned_on.isoformat(),
    }
    return ChargeFacts(
        source_kind="returned_check",
        source_id=receipt.pk,
        period=returned_on,
        description="returned_check",
        amount=amount,
        due_on=returned_on,
        steps=[Step(StepKind.RETURNED_CHECK, amount, why).as_json()],
    )
