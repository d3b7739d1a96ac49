"""A check the bank did not pay: owed again, once, with a fee that says why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from museminder.domain.billing.actions.receipts import record_refund, reverse_receipt
from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.models import Charge, LedgerTransaction, Receipt
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.billing.queries.statements import statement_of
from museminder.domain.billing.rules.refusals import Refused, WrongDay
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.documents import line_name
from museminder.domain.reports.queries.explanations import explain
from tests.factories.money import TODAY, charge, faults, ledger, make_account, pay, who
from tests.schools import School

BOUNCED: dict[str, Any] = {"returned_on": TODAY, "reason": "funds"}


def test_a_returned_check_opens_what_it_had_settled_and_asks_a_fee_that_says_why(studio: School) -> None:
    family = make_account()
    owed = charge(family, 30_00, studio)
    check = pay(family, 50_00, studio)
    before = ledger()

    gone = return_check(receipt=check, fee_amount=25_00, **BOUNCED, **who(studio))

    owed.refresh_from_db()
    fee = Charge.objects.exclude(pk=owed.pk).get()
    entry = check.transaction.reversed_by
    assert (gone.returned_on, gone.return_reason, entry.kind, entry.on) == (TODAY, "funds", "returned", TODAY)
    assert LedgerTransaction.objects.filter(kind="returned").count() == 1
    assert (owed.state, fee.state, fee.due_on, balance_of(family)) == ("open", "open", TODAY, 55_00)
    assert (before["checks"], "checks" in ledger(), faults(family)) == (50_00, False, [])
    assert charge_names([(fee, fee.period)]) == {fee.pk: "Fee for a returned check"}
    assert explain(fee.steps, amount=fee.amount, currency="USD")[0]["text"] == (
        "The bank returned a check of $50.00 on May 20, 2026"
    )
    lines = statement_of(family)
    names = charge_names([(line.record, line.record.period) for line in lines if line.kind == "charge"])
    assert sorted((line_name(line, names), line.amount, line.state) for line in lines) == [
        ("Fee for a returned check", 25_00, "open"),
        ("Fee, May 2026", 30_00, "open"),
        ("Payment, check", -50_00, "returned"),
        ("Returned check", 50_00, "reversal"),
    ]


def test_what_else_is_free_settles_what_a_returned_check_opens(studio: School) -> None:
    family = make_account()
    owed = charge(family, 30_00, studio)
    check = pay(family, 30_00, studio)
    pay(family, 20_00, studio, "cash")

    return_check(receipt=check, fee_amount=None, **BOUNCED, **who(studio))

    owed.refresh_from_db()
    assert (owed.state, owed.open_amount, Charge.objects.count(), faults(family)) == (
        "part_paid",
        10_00,
        1,
        [],
    )


def test_only_a_whole_check_comes_back_once_on_a_day_that_can_be(studio: School) -> None:
    family = make_account()
    cash, card = pay(family, 9_00, studio, "cash"), pay(family, 9_00, studio, "card", "pi_1")
    reversed_one, refunded, check = (pay(family, 9_00, studio) for _ in range(3))
    reverse_receipt(receipt=reversed_one, reason="Typed twice", **who(studio))
    record_refund(receipt=refunded, amount=1_00, reason="Less", **who(studio))
    refused: list[tuple[Receipt, dict[str, Any], type[Refused], str]] = [
        (cash, BOUNCED, Refused, "not paid by check"),
        (card, BOUNCED, Refused, "not paid by check"),
        (reversed_one, BOUNCED, Refused, "already reversed"),
        (refunded, BOUNCED, Refused, "was refunded"),
        (check, BOUNCED | {"returned_on": date(2026, 5, 19)}, WrongDay, "received later"),
        (check, BOUNCED | {"returned_on": date(2026, 5, 21)}, WrongDay, "still to come"),
    ]
    books = ledger()
    for receipt, facts, error, sentence in refused:
        with pytest.raises(error, match=sentence):
            return_check(receipt=receipt, fee_amount=25_00, **facts, **who(studio))
    assert (ledger(), Charge.objects.count()) == (books, 0)

    return_check(receipt=check, fee_amount=25_00, **BOUNCED, **who(studio))
    with pytest.raises(Refused, match="already reversed"):
        return_check(receipt=check, fee_amount=25_00, **BOUNCED, **who(studio))
    with pytest.raises(Refused, match="already reversed"):
        reverse_receipt(receipt=check, reason="Again", **who(studio))
    assert (Charge.objects.count(), faults(family)) == (1, [])


def test_the_database_knows_that_only_a_check_taken_back_is_returned(studio: School) -> None:
    family = make_account()
    for method in ("check", "cash"):
        row = pay(family, 9_00, studio, method)
        with pytest.raises(IntegrityError, match="receipt_returned"), transaction.atomic(using="studio"):
            Receipt.objects.filter(pk=row.pk).update(returned_on=TODAY, return_reason="funds")
