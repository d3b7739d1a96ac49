"""What the studio owes a family, gives up, or brings over from its former system."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.allocations import (
    allocate,
    open_charges,
    release_money,
    settle_from_what_is_free,
)
from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
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

PAID_BY = {
    Credit.Kind.CREDIT: (Account.DISCOUNT, Kind.CREDIT),
    Credit.Kind.WRITE_OFF: (Account.BAD_DEBT, Kind.WRITE_OFF),
    Credit.Kind.CARRY_OVER: (Account.OPENING, Kind.CARRY_OVER),
}


def give_credit(
    *,
    family_account: FamilyAccount,
    amount: int,
    reason: str,
    on: date,
    by: Actor,
    at: datetime,
    kind: str = Credit.Kind.CREDIT,
    charges: list[UUID] | None = None,
) -> Credit:
    """Owe a family money without having received it; it settles the charges named, then the oldest."""
    refusals.check_amount(amount)
    account_of_studio, entry_kind = PAID_BY[Credit.Kind(kind)]
    with transaction.atomic(using=current_site()):
        account = lock_account(family_account)
        entry = record_transaction(
            kind=entry_kind,
            sides=[Side(account_of_studio, amount), Side(Account.FAMILY_CREDIT, -amount, family_account)],
            on=on,
            at=at,
        )
        credit = Credit.objects.create(
            family_account=family_account,
            family_ref=account.family_id,
            transaction=entry,
            kind=kind,
            amount=amount,
            reason=reason,
            created_at=at,
        )
        if charges is not None:
            allocate(money=credit, charges=open_charges(account, charges), on=on, at=at)
        settle_from_what_is_free(account=account, on=on, at=at)
        credit.refresh_from_db()
        record_change(
            "billing.credit.given", of=credit, by=by, at=at, note=reason, details={"amount": amount}
        )
        return credit


def reverse_credit(*, credit: Credit, reason: str, on: date, by: Actor, at: datetime) -> Credit:
    """Take a credit back: what it had settled is owed again."""
    with transaction.atomic(using=current_site()):
        account = lock_account(credit.family_account)
        credit = Credit.objects.select_for_update().get(pk=credit.pk)
        refusals.check_can_reverse(credit)
        release_money(money=credit, on=on, at=at)
        reverse_transaction(transaction=credit.transaction, on=on, at=at)
        credit.refresh_from_db()
        credit.reversed_at = at
        credit.save(update_fields=["reversed_at"])
        settle_from_what_is_free(account=account, on=on, at=at)
        record_change("billing.credit.reversed", of=credit, by=by, at=at, note=reason)
        return credit


def write_off(*, charge: Charge, reason: str, on: date, by: Actor, at: datetime) -> Credit:
    """Give up what is still open on a charge. Raises ``Refused`` when nothing is."""
    with transaction.atomic(using=current_site()):
        lock_account(charge.family_account)
        charge = Charge.objects.get(pk=charge.pk)
        refusals.check_can_write_off(charge)
        return give_credit(
            family_account=charge.family_account,
            amount=charge.open_amount,
            reason=reason,
            on=on,
            by=by,
            at=at,
            kind=Credit.Kind.WRITE_OFF,
            charges=[charge.pk],
        )


def carry_over_balance(
    *, family_account: FamilyAccount, balance: int, as_of: date, source_id: UUID, by: Actor, at: datetime
) -> Charge | Credit | None:
    """Bring over what a family owed in the former system (positive) or was owed (negative), in minor units."""
    if balance > 0:
        facts = ChargeFacts(
            source_kind="carry_over",
            source_id=source_id,
            period=as_of.replace(day=1),
            description="carry_over",
            amount=balance,
            due_on=as_of,
            kind="carry_over",
            parameters={"as_of": as_of.isoformat()},
        )
        return post_charge(family_account=family_account, facts=facts, on=as_of, by=by, at=at)
    if balance < 0:
        return give_credit(
            family_account=family_account,
            amount=-balance,
            reason="opening balance",
            on=as_of,
            by=by,
            at=at,
            kind=Credit.Kind.CARRY_OVER,
        )
    return None
