"""Which charges money settles: oldest first, unless somebody picks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from museminder.domain.billing.actions.transactions import (
    Account,
    Kind,
    Side,
    record_transaction,
    reverse_transaction,
)
from museminder.domain.billing.models import Allocation, Charge, Credit, FamilyAccount, Receipt
from museminder.domain.billing.queries.accounts import with_those_continued

Money = Receipt | Credit


def open_charges(account: FamilyAccount, chosen: Iterable[UUID] | None = None) -> list[Charge]:
    """What a family still owes, oldest due first and locked; ``chosen`` keeps only those charges."""
    rows = Charge.objects.select_for_update().filter(
        family_account__in=with_those_continued([account.pk]),
        reversed_at=None,
        allocated_amount__lt=F("amount"),
    )
    if chosen is not None:
        rows = rows.filter(pk__in=list(chosen))
    return list(rows.order_by("due_on", "created_at", "id"))


def allocate(*, money: Money, charges: Sequence[Charge], on: date, at: datetime) -> list[Allocation]:
    """Let money settle charges in the order given, as far as it goes; what is left stays the family's."""
    left, parts = money.unallocated_amount, []
    for charge in charges:
        part = min(left, charge.open_amount)
        if part > 0:
            parts.append((charge, part))
            left -= part
    return _settle(money, parts, on, at) if parts else []


def settle_from_what_is_free(*, account: FamilyAccount, on: date, at: datetime) -> int:
    """Use the family's unallocated credits and receipts, oldest first, for what it owes; returns minor units used.

    Called with the account locked by every action that frees money or adds to what is owed, so a family never has
    money lying here beside an open charge, and is never asked by card for what it has paid already.
    """
    used = 0
    for money in _free_money(account):
        charges = open_charges(account)
        if not charges:
            break
        used += sum(part.amount for part in allocate(money=money, charges=charges, on=on, at=at))
    return used


def release_charge(*, charge: Charge, on: date, at: datetime) -> None:
    """Free whatever had settled a charge; other charges that the same money settled stay settled."""
    release_allocations(allocations=Allocation.objects.filter(charge=charge, reversed_at=None), on=on, at=at)


def release_allocations(*, allocations: Iterable[Allocation], on: date, at: datetime) -> None:
    """Open again what these parts had settled, and nothing else."""
    released = {row.pk: row.transaction_id for row in allocations}
    # A transaction is reversed whole, so its parts that settled other charges are written once more.
    for row in _release(list(released.values()), on, at):
        if row.pk not in released:
            _settle(_money_of(row), [(Charge.objects.get(pk=row.charge_id), row.amount)], on, at)


def release_money(*, money: Money, on: date, at: datetime) -> None:
    """Open again whatever this money had settled."""
    rows = Allocation.objects.filter(reversed_at=None, **_source(money))
    _release(list(rows.values_list("transaction", flat=True)), on, at)


def _free_money(account: FamilyAccount) -> list[Money]:
    mine = with_those_continued([account.pk])
    given = Credit.objects.select_for_update().filter(
        family_account__in=mine, reversed_at=None, allocated_amount__lt=F("amount")
    )
    received = Receipt.objects.select_for_update().filter(
        family_account__in=mine, reversed_at=None, amount__gt=F("allocated_amount") + F("refunded_amount")
    )
    return [*given.order_by("created_at", "id"), *received.order_by("received_on", "id")]


def _money_of(row: Allocation) -> Money:
    """The receipt or credit of an allocation as it is now."""
    if row.receipt_id is not None:
        return Receipt.objects.get(pk=row.receipt_id)
    return Credit.objects.get(pk=row.credit_id or row.pk)


def _source(money: Money) -> dict[str, Money]:
    return {"receipt": money} if isinstance(money, Receipt) else {"credit": money}


def _settle(money: Money, parts: Sequence[tuple[Charge, int]], on: date, at: datetime) -> list[Allocation]:
    total = sum(part for _, part in parts)
    entry = record_transaction(kind=Kind.ALLOCATION, sides=_both_sides(money, parts), on=on, at=at)
    for charge, part in parts:
        Charge.objects.filter(pk=charge.pk).update(allocated_amount=F("allocated_amount") + part)
        charge.allocated_amount += part
    type(money).objects.filter(pk=money.pk).update(allocated_amount=F("allocated_amount") + total)
    money.allocated_amount += total
    return Allocation.objects.bulk_create(
        Allocation(
            charge=charge,
            transaction=entry,
            family_ref=money.family_ref,
            amount=part,
            created_at=at,
            **_source(money),
        )
        for charge, part in parts
    )


def _both_sides(money: Money, parts: Sequence[tuple[Charge, int]]) -> list[Side]:
    """Money leaves the account it came in on; each charge is settled on its own, which after a merge may be another."""
    settled: dict[FamilyAccount, int] = defaultdict(int)
    for charge, part in parts:
        same = charge.family_account_id == money.family_account_id
        settled[money.family_account if same else charge.family_account] += part
    owed = [Side(Account.RECEIVABLE, -amount, account) for account, amount in settled.items()]
    return [Side(Account.FAMILY_CREDIT, sum(settled.values()), money.family_account), *owed]


def _release(transaction_ids: Sequence[UUID], on: date, at: datetime) -> list[Allocation]:
    rows = list(
        Allocation.objects.select_for_update(of=("self",))
        .filter(transaction__in=set(transaction_ids), reversed_at=None)
        .select_related("charge", "transaction")
        .order_by("id")
    )
    for row in rows:
        Charge.objects.filter(pk=row.charge_id).update(allocated_amount=F("allocated_amount") - row.amount)
        model, key = (Receipt, row.receipt_id) if row.receipt_id else (Credit, row.credit_id)
        model.objects.filter(pk=key).update(allocated_amount=F("allocated_amount") - row.amount)
    Allocation.objects.filter(pk__in=[row.pk for row in rows]).update(reversed_at=at)
    for entry in {row.transaction_id: row.transaction for row in rows}.values():
        reverse_transaction(transaction=entry, on=on, at=at)
    return rows
