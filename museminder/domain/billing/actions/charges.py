"""Charging families, and taking a charge back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.allocations import release_charge, settle_from_what_is_free
from museminder.domain.billing.actions.transactions import (
    Account,
    Kind,
    Side,
    record_transaction,
    reverse_transaction,
)
from museminder.domain.billing.models import Charge, Credit, FamilyAccount
from museminder.domain.billing.rules import refusals
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

INCOME = {"tuition": Account.TUITION_INCOME, "carry_over": Account.OPENING}


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    """What a charge is for and how its amount came about.

    ``amount`` includes ``tax_amount``, both in minor units; ``period`` is the first of the month; ``description``
    is a key that is rendered for whoever looks, with ``parameters``; ``steps`` are plain dicts.
    """

    source_kind: str
    source_id: UUID
    period: date
    description: str
    amount: int
    due_on: date
    kind: str = "fee"
    tax_amount: int = 0
    payer_id: UUID | None = None
    student_id: UUID | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    steps: Sequence[dict[str, Any]] = ()


def post_charge(
    *, family_account: FamilyAccount, facts: ChargeFacts, on: date, by: Actor, at: datetime
) -> Charge:
    """Ask a family for money: one receivable, balanced in the ledger, with the steps of its amount.

    What the family has lying here settles it at once. ``on`` is the day it counts from in the books.
    The same source is charged once for a period and a payer; a second time raises ``IntegrityError``.
    """
    refusals.check_amount(facts.amount)
    with transaction.atomic(using=current_site()):
        held = lock_account(family_account)
        entry = record_transaction(
            kind=Kind.CARRY_OVER if facts.kind == "carry_over" else Kind.CHARGE,
            sides=_sides(family_account, facts),
            on=on,
            at=at,
        )
        charge = Charge.objects.create(
            family_account=family_account,
            family_ref=held.family_id,
            transaction=entry,
            kind=facts.kind,
            source_kind=facts.source_kind,
            source_id=facts.source_id,
            period=facts.period.replace(day=1),
            payer_id=facts.payer_id,
            student_id=facts.student_id,
            description=facts.description,
            parameters=facts.parameters,
            steps=list(facts.steps),
            due_on=facts.due_on,
            amount=facts.amount,
            tax_amount=facts.tax_amount,
            created_at=at,
        )
        settle_from_what_is_free(account=held, on=on, at=at)
        charge.refresh_from_db()
        record_change("billing.charge.posted", of=charge, by=by, at=at, details={"amount": facts.amount})
        return charge


def reverse_charge(*, charge: Charge, reason: str, on: date, by: Actor, at: datetime) -> Charge:
    """Take a charge back: what had settled it is the family's again and settles what else is open.

    What of it was written off is not a gift: the write-off goes with it.
    """
    with transaction.atomic(using=current_site()):
        account = lock_account(charge.family_account)
        charge = Charge.objects.select_for_update().get(pk=charge.pk)
        refusals.check_can_reverse_charge(charge)
        written_off = list(
            Credit.objects.filter(
                kind=Credit.Kind.WRITE_OFF, allocations__charge=charge, allocations__reversed_at=None
            ).select_related("transaction")
        )
        release_charge(charge=charge, on=on, at=at)
        reverse_transaction(transaction=charge.transaction, on=on, at=at)
        for credit in written_off:
            reverse_transaction(transaction=credit.transaction, on=on, at=at)
            Credit.objects.filter(pk=credit.pk).update(reversed_at=at)
        charge.refresh_from_db()
        charge.reversed_at = at
        charge.save(update_fields=["reversed_at"])
        settle_from_what_is_free(account=account, on=on, at=at)
        record_change("billing.charge.reversed", of=charge, by=by, at=at, note=reason)
        return charge


def _sides(account: FamilyAccount, facts: ChargeFacts) -> list[Side]:
    return [
        Side(Account.RECEIVABLE, facts.amount, account),
        Side(INCOME.get(facts.kind, Account.FEE_INCOME), facts.tax_amount - facts.amount),
        Side(Account.TAX_PAYABLE, -facts.tax_amount),
    ]
