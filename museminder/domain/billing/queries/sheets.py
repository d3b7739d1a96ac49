"""A family's account on one sheet: what is open, what was paid, what is free, its papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from museminder.domain.billing.models import Charge, FamilyAccount, Invoice, Receipt
from museminder.domain.billing.queries.balances import free_amounts_of

LATELY = 12  # lines of each kind that are shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """One family account; ``owed_amount`` and ``free_amount`` in minor units, the newest papers first."""

    account: FamilyAccount
    open: Sequence[Charge]
    paid: Sequence[Charge]
    free_amount: int
    invoices: Sequence[Invoice]
    receipts: Sequence[Receipt]
    returned: Sequence[Receipt] = ()  # checks the bank did not pay

    @property
    def owed_amount(self) -> int:
        """What is still to be paid."""
        return sum(charge.open_amount for charge in self.open)


def sheets_in_sight() -> list[Sheet]:
    """Every account in force whoever looks is shown, in six statements whatever their number."""
    every = list(FamilyAccount.objects.select_related("family").order_by("number"))
    in_force = {account.pk: account.in_force_id for account in every}
    accounts = [account for account in every if account.continued_by_id is None]
    free = free_amounts_of([account.pk for account in accounts])
    charges = _by_account(Charge.objects.filter(reversed_at=None).order_by("due_on", "id"), in_force)
    invoices = _by_account(Invoice.objects.filter(voided_at=None).order_by("-number"), in_force)
    receipts = Receipt.objects.exclude(reversed_at__isnull=False, returned_on=None)
    received = _by_account(receipts.order_by("-received_on", "-id"), in_force)
    return [
        Sheet(
            account=account,
            open=[charge for charge in charges[account.pk] if charge.open_amount],
            paid=[charge for charge in charges[account.pk] if not charge.open_amount][-LATELY:][::-1],
            free_amount=free.get(account.pk, 0),
            invoices=invoices[account.pk][:LATELY],
            receipts=[row for row in received[account.pk] if row.returned_on is None][:LATELY],
            returned=[row for row in received[account.pk] if row.returned_on][:LATELY],
        )
        for account in accounts
    ]


def _by_account(rows: Iterable[Any], in_force: Mapping[UUID, UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[in_force[row.family_account_id]].append(row)
    return found
