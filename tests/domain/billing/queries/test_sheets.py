"""A family's account on one sheet."""

from __future__ import annotations

from museminder.domain.billing.actions.receipts import reverse_receipt
from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.queries.sheets import sheets_in_sight
from tests.counting import statements
from tests.factories.money import TODAY, charge, credit, make_account, pay, who
from tests.schools import School

STATEMENTS = 6


def test_a_sheet_says_what_is_open_paid_and_free(studio: School) -> None:
    first, second = make_account("Abernathy"), make_account("Zhang")
    paid, open_ = charge(first, 30_00, studio), charge(first, 20_00, studio)
    receipt = pay(first, 35_00, studio)
    credit(second, 12_00, studio)
    hers, his = sheets_in_sight()
    assert ([each.pk for each in hers.open], [each.pk for each in hers.paid]) == ([open_.pk], [paid.pk])
    assert (hers.owed_amount, hers.free_amount, list(hers.receipts)) == (15_00, 0, [receipt])
    assert (his.owed_amount, his.free_amount) == (0, 12_00)


def test_a_sheet_names_the_checks_the_bank_returned_apart_from_what_was_paid(studio: School) -> None:
    family = make_account()
    kept, wrong, bounced = (pay(family, 10_00, studio) for _ in range(3))
    reverse_receipt(receipt=wrong, reason="Typed twice", **who(studio))
    return_check(receipt=bounced, returned_on=TODAY, reason="closed", fee_amount=None, **who(studio))
    (sheet,) = sheets_in_sight()
    assert (list(sheet.receipts), list(sheet.returned), sheet.free_amount) == ([kept], [bounced], 10_00)


def test_three_accounts_take_as_many_statements_as_one(studio: School) -> None:
    asked = {}
    for name in ("Abernathy", "Osei", "Zhang"):
        family = make_account(name)
        charge(family, 30_00, studio)
        pay(family, 10_00, studio)
        with statements("studio") as counted:
            sheets_in_sight()
        asked[name] = len(counted)
    assert asked == {"Abernathy": STATEMENTS, "Osei": STATEMENTS, "Zhang": STATEMENTS}
