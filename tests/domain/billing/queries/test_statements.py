"""Everything that happened on an account, in order."""

from __future__ import annotations

from museminder.domain.billing.actions.receipts import record_refund, reverse_receipt
from museminder.domain.billing.queries.statements import statement_of
from tests.counting import statements
from tests.factories.money import charge, credit, faults, make_account, pay, who
from tests.schools import School

STATEMENTS = 5


def test_a_statement_lists_what_was_taken_back_too_and_ends_with_the_balance(studio: School) -> None:
    family = make_account()
    charge(family, 30_00, studio)
    bounced = pay(family, 30_00, studio)
    reverse_receipt(receipt=bounced, reason="Returned", **who(studio))
    cash = pay(family, 40_00, studio, "cash")
    record_refund(receipt=cash, amount=5_00, reason="Less", **who(studio))
    credit(family, 1_00, studio)
    with statements("studio") as asked:
        lines = statement_of(family)
    assert len(asked) == STATEMENTS
    assert sorted((line.kind, line.amount, line.is_reversal) for line in lines) == [
        ("charge", 30_00, False),
        ("credit", -1_00, False),
        ("receipt", -40_00, False),
        ("receipt", -30_00, False),
        ("receipt", 30_00, True),
        ("refund", 5_00, False),
    ]
    assert (lines[-1].balance, faults(family)) == (-6_00, [])


def test_a_statement_of_many_lines_takes_as_many_statements_as_one_of_one(studio: School) -> None:
    family = make_account()
    for _ in range(3):
        charge(family, 30_00, studio)
        pay(family, 30_00, studio)
        with statements("studio") as asked:
            statement_of(family)
        assert len(asked) == STATEMENTS
