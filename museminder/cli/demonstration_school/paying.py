"""Last month posted and mostly paid, this month posted, one account long overdue."""

from __future__ import annotations

from datetime import date, timedelta

from museminder.cli.demonstration_school.stage import Stage
from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
from museminder.domain.billing.actions.invoices import issue_invoices
from museminder.domain.billing.actions.postings import commit_posting, prepare_posting
from museminder.domain.billing.actions.receipts import ReceiptFacts, record_receipt
from museminder.domain.billing.models import Charge, FamilyAccount
from museminder.domain.billing.queries.balances import overdue_on
from museminder.primitives.ids import uuid7


def post_and_pay(stage: Stage) -> None:
    """Two months of tuition; most families paid, a few are late, one very."""
    this_month = stage.today.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    _post(stage, last_month)
    issue_invoices(on=last_month, due_on=last_month + timedelta(days=10), **stage.who_and_when)
    accounts = list(FamilyAccount.objects.select_related("family").order_by("number"))
    _long_overdue(stage, accounts[-1])
    _pay(stage, accounts, last_month + timedelta(days=9), still_late=0.05)
    _post(stage, this_month)
    issue_invoices(on=this_month, due_on=this_month + timedelta(days=10), **stage.who_and_when)
    _pay(stage, accounts, max(this_month, stage.today - timedelta(days=6)), still_late=0.15)
    stage.charges = Charge.objects.filter(reversed_at=None).count()


def _post(stage: Stage, month: date) -> None:
    posting = prepare_posting(period=month, **stage.who_and_when)
    posting.rows.filter(state="exception").update(state="skipped")
    commit_posting(posting_id=posting.pk, on=month, **stage.who_and_when)


def _long_overdue(stage: Stage, account: FamilyAccount) -> None:
    due_on = stage.today - timedelta(days=47)
    facts = ChargeFacts(
        source_kind="by_hand",
        source_id=uuid7(),
        period=due_on,
        description="fee",
        amount=640_00,
        due_on=due_on,
        parameters={"text": "Summer intensive"},
    )
    post_charge(family_account=account, facts=facts, on=due_on, **stage.who_and_when)


def _pay(stage: Stage, accounts: list[FamilyAccount], on: date, *, still_late: float) -> None:
    owed = overdue_on(stage.today)
    story = accounts[0].pk  # the guardian of the story still has something to pay
    for account in accounts[:-1]:
        if account.pk == story and on.month == stage.today.month:
            continue
        late = owed.get(account.pk)
        if late is None or stage.random.random() < still_late:
            continue
        method = stage.random.choice(("check", "check", "transfer", "cash"))
        reference = f"No. {stage.random.randint(100, 4000)}" if method == "check" else ""
        record_receipt(
            family_account=account,
            facts=ReceiptFacts(
                late.amount,
                method,
                min(stage.today, on + timedelta(days=stage.random.randint(0, 5))),
                reference,
            ),
            **stage.who_and_when,
        )
