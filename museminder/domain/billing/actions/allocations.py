"""Which charges money settles: oldest first, unless somebody picks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from museminder.domain.billing.actions.transactions import (
    Account,
    Kind,
    Side,
    record_transaction,
    reverse_transaction,
)
from museminder.domain.billing.models import (
    Allocation,
    Charge,
    Credit,
    FamilyAccount,
    LedgerTransaction,
    Receipt,
)


def open_charges(account: FamilyAccount, chosen: Iterable[UUID] | None = None) -> list[Charge]:
    """What a family still owes, oldest due first and locked; ``chosen`` keeps only those charges."""
    rows = Charge.objects.select_for_update().filter(
        family_account=account, reversed_at=None, allocated_amount__lt=F("amount")
    )
    if chosen is not None:
        rows = rows.filter(pk__in=list(chosen))
    return list(rows.order_by("due_on", "created_at", "id"))


def allocate(
    *, money: Receipt | Credit, charges: Sequence[Charge], on: date, at: datetime
) -> list[Allocation]:
    """Let money settle charges in the order given, as far as it goes; what is left stays the family's."""
    left, parts = money.unallocated_amount, []
    for charge in charges:
        part = min(left, charge.open_amount)
        if part > 0:
            parts.append((charge, part))
            left -= part
    if not parts:
        return []
    total, account = sum(part for _, part in parts), money.family_account
    entry = record_transaction(
        kind=Kind.ALLOCATION,
        sides=[Side(Account.FAMILY_CREDIT, total, account), Side(Account.RECEIVABLE, -total, account)],
        on=on,
        at=at,
    )
    for charge, part in parts:
        Charge.objects.filter(pk=charge.pk).update(allocated_amount=F("allocated_amount") + part)
        charge.allocated_amount += part
    type(money).objects.filter(pk=money.pk).update(allocated_amount=F("allocated_amount") + total)
    money.allocated_amount += total
    source = {"receipt": money} if isinstance(money, Receipt) else {"credit": money}
    return Allocation.objects.bulk_create(
        Allocation(charge=charge, transaction=entry, amount=part, created_at=at, **source)
        for charge, part in parts
    )


def settle_from_what_is_free(*, account: FamilyAccount, on: date, at: datetime) -> int:
    """Use the family's unallocated credits and receipts, oldest first, for what it owes; returns minor units used."""
    used = 0
    sources: list[Receipt | Credit] = [
        *Credit.objects.select_for_update()
        .filter(family_account=account, reversed_at=None, allocated_amount__lt=F("amount"))
        .order_by("created_at", "id"),
        *Receipt.objects.select_for_update()
        .filter(
            family_account=account,
            reversed_at=None,
            amount__gt=F("allocated_amount") + F("refunded_amount"),
        )
        .order_by("received_on", "id"),
    ]
    for money in sources:
        parts = allocate(money=money, charges=open_charges(account), on=on, at=at)
        used += sum(part.amount for part in parts)
    return used


def release_charge(*, charge: Charge, on: date, at: datetime) -> None:
    """Free whatever had settled a charge."""
    _release(Allocation.objects.filter(charge=charge, reversed_at=None), on=on, at=at)


def release_money(*, money: Receipt | Credit, on: date, at: datetime) -> None:
    """Open again whatever this money had settled."""
    source = {"receipt": money} if isinstance(money, Receipt) else {"credit": money}
    _release(Allocation.objects.filter(reversed_at=None, **source), on=on, at=at)


def _release(allocations: QuerySet[Allocation], *, on: date, at: datetime) -> None:
    entries: dict[UUID, LedgerTransaction] = {
        row.transaction_id: row.transaction for row in allocations.select_related("transaction")
    }
    if not entries:
        return
    # A transaction is reversed whole: parts of it that settled other charges are released with it.
    together = Allocation.objects.select_for_update().filter(transaction__in=list(entries), reversed_at=None)
    for row in together:
        Charge.objects.filter(pk=row.charge_id).update(allocated_amount=F("allocated_amount") - row.amount)
        model, key = (Receipt, row.receipt_id) if row.receipt_id else (Credit, row.credit_id)
        model.objects.filter(pk=key).update(allocated_amount=F("allocated_amount") - row.amount)
    Allocation.objects.filter(pk__in=[row.pk for row in together]).update(reversed_at=at)
    for entry in entries.values():
        reverse_transaction(transaction=entry, on=on, at=at)
