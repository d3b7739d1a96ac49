"""Writing to the ledger: every transaction balances, and is never changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from museminder.domain.billing.models import FamilyAccount, LedgerLine, LedgerTransaction

Account = LedgerLine.Account
Kind = LedgerTransaction.Kind


class NotBalanced(Exception):
    """The sides of a transaction do not add up to zero."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a transaction: a positive amount is debit, a negative one credit, in minor units."""

    account: str
    amount: int
    family_account: FamilyAccount | None = None


def record_transaction(
    *,
    kind: str,
    sides: Sequence[Side],
    on: date,
    at: datetime,
    reverses: LedgerTransaction | None = None,
) -> LedgerTransaction:
    """Write one balanced transaction into the ledger; sides of zero are left out. Raises ``NotBalanced``."""
    moving = [side for side in sides if side.amount]
    if sum(side.amount for side in moving) or not moving:
        raise NotBalanced(f"{kind}: {[side.amount for side in moving]}")
    transaction = LedgerTransaction.objects.create(kind=kind, on=on, at=at, reverses=reverses)
    LedgerLine.objects.bulk_create(
        LedgerLine(
            transaction=transaction,
            account=side.account,
            family_account=side.family_account,
            amount=side.amount,
        )
        for side in moving
    )
    return transaction


def reverse_transaction(
    *, transaction: LedgerTransaction, on: date, at: datetime, kind: str = Kind.REVERSAL
) -> LedgerTransaction:
    """Undo a transaction by its mirror image; a second time is refused by the database."""
    sides = [
        Side(line.account, -line.amount, line.family_account)
        for line in transaction.lines.select_related("family_account")
    ]
    return record_transaction(kind=kind, sides=sides, on=on, at=at, reverses=transaction)
