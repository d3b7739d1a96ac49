"""Charges and payments by the actions themselves, and whether the books are right after them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Sum

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
from museminder.domain.billing.actions.credits import give_credit
from museminder.domain.billing.actions.receipts import ReceiptFacts, record_receipt
from museminder.domain.billing.models import Allocation, Charge, Credit, FamilyAccount, LedgerLine, Receipt
from museminder.domain.billing.queries.accounts import with_those_continued
from museminder.domain.billing.queries.balances import balance_of, free_amount_of
from museminder.domain.billing.queries.statements import statement_of
from museminder.domain.people.models import Family
from museminder.primitives.ids import uuid7
from tests.schools import NOON, School

MAY = date(2026, 5, 1)
TODAY = date(2026, 5, 20)


def who(school: School) -> dict[str, Any]:
    """By the owner, on the twentieth of May at noon."""
    return {"on": TODAY, "by": school.owner.actor, "at": NOON}


def make_account(name: str = "Abernathy-Osei") -> FamilyAccount:
    """A family and its account."""
    return open_family_account(family_id=Family.objects.create(name=name).pk)


def charge(of: FamilyAccount, amount: int, school: School, due_on: date = MAY, **facts: Any) -> Charge:
    """A charge of its own source."""
    given = ChargeFacts(
        source_kind="test",
        source_id=uuid7(),
        period=MAY,
        description="fee",
        amount=amount,
        due_on=due_on,
        **facts,
    )
    return post_charge(family_account=of, facts=given, **who(school))


def pay(
    of: FamilyAccount,
    amount: int,
    school: School,
    method: str = "check",
    transaction_id: str = "",
    **more: Any,
) -> Receipt:
    """A receipt; a card's has its gateway's transaction."""
    facts = ReceiptFacts(
        amount=amount, method=method, received_on=TODAY, gateway_transaction_id=transaction_id
    )
    return record_receipt(family_account=of, facts=facts, by=school.owner.actor, at=NOON, **more)


def credit(of: FamilyAccount, amount: int, school: School, **more: Any) -> Credit:
    """A credit with its reason."""
    return give_credit(family_account=of, amount=amount, reason="A kindness", **who(school), **more)


def ledger() -> dict[str, int]:
    """What every account of the studio's ledger comes to, in minor units; those at zero are left out."""
    rows = LedgerLine.objects.values_list("account").annotate(Sum("amount"))
    return {account: int(total) for account, total in rows if total}


def faults(*accounts: FamilyAccount) -> list[str]:
    """What is wrong with the books of these families; nothing, if all is well."""
    found = []
    sums: dict[Any, int] = defaultdict(int)
    for line in LedgerLine.objects.all():
        sums[line.transaction_id] += line.amount
    found += [f"transaction {key} does not balance" for key, total in sums.items() if total]
    settled: dict[Any, int] = defaultdict(int)
    for row in Allocation.objects.filter(reversed_at=None):
        for key in (row.charge_id, row.receipt_id or row.credit_id):
            settled[key] += row.amount
    for model in (Charge, Receipt, Credit):
        for record in model.objects.all():
            if record.allocated_amount != settled[record.pk]:
                found.append(f"{record!r} is settled with {settled[record.pk]}")
            if record.allocated_amount > record.amount:
                found.append(f"{record!r} is settled twice")
    for account in accounts:
        found += _faults_of(account)
    return found


def _faults_of(account: FamilyAccount) -> list[str]:
    balance, free = balance_of(account), free_amount_of(account)
    mine = list(FamilyAccount.objects.filter(pk__in=with_those_continued([account.pk])))
    owed = sum(each.open_amount for each in Charge.objects.filter(family_account__in=mine))
    lines = statement_of(account)
    said = lines[-1].balance if lines else 0
    checks = {
        f"the ledger says {balance}, charges and money say {owed - free}": balance != owed - free,
        f"the statement ends with {said}, the ledger with {balance}": said != balance,
        f"{free} is free": free < 0,
        f"{free} is free beside {owed} open": bool(free and owed),
    }
    found = [sentence for sentence, wrong in checks.items() if wrong]
    return found + [fault for each in mine for fault in _faults_of_its_entries(each)]


def _faults_of_its_entries(account: FamilyAccount) -> list[str]:
    """Whether what the ledger says of one account is what its own charges and its own money say."""
    lines = LedgerLine.objects.filter(family_account=account).values_list("account").annotate(Sum("amount"))
    written = {"receivable": 0, "family_credit": 0, **dict(lines)}
    open_amount = sum(each.open_amount for each in account.charges.all())
    free = sum(each.unallocated_amount for each in [*account.receipts.all(), *account.credits.all()])
    said = {"receivable": open_amount, "family_credit": -free}
    return [
        f"{account}: the ledger has {written[name]} as {name}, its rows {said[name]}"
        for name in said
        if written[name] != said[name]
    ]
