"""Opening family accounts, and numbers that count without gaps."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q

from museminder.domain.billing.models import FamilyAccount, NumberCounter
from museminder.domain.billing.queries.accounts import account_of_family


def next_numbers(name: str, count: int = 1) -> int:
    """The first of ``count`` new numbers of a series; each studio counts its own from 1, without gaps.

    The counter's row stays locked until the transaction ends, so a number is never given twice and never lost.
    """
    NumberCounter.objects.bulk_create([NumberCounter(name=name)], ignore_conflicts=True)
    NumberCounter.objects.filter(name=name).update(next_value=F("next_value") + count)
    return int(NumberCounter.objects.get(name=name).next_value) - count


def hold_numbers(name: str) -> None:
    """Keep a series of numbers to this transaction until it ends; others who number wait."""
    NumberCounter.objects.bulk_create([NumberCounter(name=name)], ignore_conflicts=True)
    NumberCounter.objects.select_for_update().get(name=name)


def open_family_account(*, family_id: UUID) -> FamilyAccount:
    """The account of a family, opened on first need."""
    account = account_of_family(family_id)
    if account is None:
        account = FamilyAccount.objects.create(family_id=family_id, number=next_numbers("family_account"))
    return account


def open_family_accounts(*, family_ids: Collection[UUID]) -> dict[UUID, FamilyAccount]:
    """The accounts of families by the family's id, opened where there was none; a handful of statements in all."""
    known = FamilyAccount.objects.filter(family__in=set(family_ids), continued_by=None)
    accounts = {row.family_id: row for row in known}
    missing = sorted(set(family_ids) - set(accounts))
    if missing:
        first = next_numbers("family_account", len(missing))
        opened = [
            FamilyAccount(family_id=family_id, number=first + place)
            for place, family_id in enumerate(missing)
        ]
        FamilyAccount.objects.bulk_create(opened)
        accounts |= {row.family_id: row for row in opened}
    return accounts


def lock_account(account: FamilyAccount) -> FamilyAccount:
    """Hold a family's accounts until this transaction ends, and say which of them is in force.

    Money of one family moves one step at a time: an entry is written on the account it is about, and what is free on
    any of them settles what is open on any. While it was waited for, the account may have been continued by another;
    then that one is held too.
    """
    while True:
        key = account.in_force_id
        group = FamilyAccount.objects.filter(Q(pk=key) | Q(continued_by=key)).order_by("pk")
        account = {row.pk: row for row in group.select_for_update()}[key]
        if account.continued_by_id is None:
            return account
