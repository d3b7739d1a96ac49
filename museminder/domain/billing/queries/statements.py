"""Everything that happened on a family's account, in order, with the balance after each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from museminder.domain.billing.models import Charge, Credit, Dispute, FamilyAccount, Receipt, Refund
from museminder.domain.billing.queries.accounts import with_those_continued


@dataclass(slots=True)
class StatementLine:
    """One line of a statement: positive raises what the family owes. ``record`` is the row behind it."""

    on: date
    kind: str
    amount: int
    record: Any
    state: str = ""
    balance: int = 0
    steps: list[dict[str, Any]] = field(default_factory=list)
    is_reversal: bool = False

    @property
    def id(self) -> UUID:
        """The id of the row behind the line."""
        return self.record.pk


def statement_of(
    account: FamilyAccount, *, since: date | None = None, until: date | None = None
) -> list[StatementLine]:
    """The lines of a family's account and of those it continues, oldest first, in five statements in all.

    ``since`` and ``until`` are half open; lines before ``since`` are summed into the first balance.
    """
    lines = [
        *_charges(account),
        *_money(account, Receipt, "receipt"),
        *_money(account, Credit, "credit"),
        *_refunds(account),
        *_disputes(account),
    ]
    lines.sort(key=lambda line: (line.on, line.is_reversal, line.id))
    balance = 0
    shown = []
    for line in lines:
        balance += line.amount
        line.balance = balance
        if (since is None or line.on >= since) and (until is None or line.on < until):
            shown.append(line)
    return shown


def _charges(account: FamilyAccount) -> list[StatementLine]:
    lines = []
    for row in Charge.objects.filter(family_account__in=with_those_continued([account.pk])).select_related(
        "transaction__reversed_by"
    ):
        lines.append(StatementLine(row.transaction.on, "charge", row.amount, row, row.state, steps=row.steps))
        lines += _reversed(row, "charge", -row.amount)
    return lines


def _money(account: FamilyAccount, model: Any, kind: str) -> list[StatementLine]:
    lines = []
    for row in model.objects.filter(family_account__in=with_those_continued([account.pk])).select_related(
        "transaction__reversed_by"
    ):
        lines.append(StatementLine(row.transaction.on, kind, -row.amount, row, _state_of(row)))
        lines += _reversed(row, "returned" if _is_returned(row) else kind, row.amount)
    return lines


def _state_of(row: Receipt | Credit) -> str:
    if row.reversed_at:
        return "returned" if _is_returned(row) else "reversed"
    return "free" if row.unallocated_amount else "settled"


def _is_returned(row: Receipt | Credit) -> bool:
    return isinstance(row, Receipt) and row.returned_on is not None


def _reversed(row: Any, kind: str, amount: int) -> list[StatementLine]:
    if row.reversed_at is None:
        return []
    entry = row.transaction.reversed_by
    return [StatementLine(entry.on, kind, amount, row, "reversal", is_reversal=True)]


def _refunds(account: FamilyAccount) -> list[StatementLine]:
    rows = Refund.objects.filter(
        receipt__family_account__in=with_those_continued([account.pk]), state="done"
    ).select_related("transaction", "receipt")
    return [StatementLine(row.transaction.on, "refund", row.amount, row, "done") for row in rows]


def _disputes(account: FamilyAccount) -> list[StatementLine]:
    rows = Dispute.objects.filter(
        receipt__family_account__in=with_those_continued([account.pk])
    ).select_related("transaction__reversed_by")
    lines = []
    for row in rows:
        entry = row.transaction
        if entry is not None:
            lines.append(StatementLine(entry.on, "dispute", row.amount, row, row.state))
        if entry is not None and row.state == "won":
            back = entry.reversed_by
            lines.append(StatementLine(back.on, "dispute", -row.amount, row, "won", is_reversal=True))
    return lines
