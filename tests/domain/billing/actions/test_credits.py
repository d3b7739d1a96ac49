"""What the studio owes a family, gives up, or brings over."""

from __future__ import annotations

import pytest

from museminder.domain.billing.actions.credits import carry_over_balance, reverse_credit, write_off
from museminder.domain.billing.queries.balances import balance_of, free_amount_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.primitives.ids import uuid7
from tests.factories.money import MAY, charge, credit, faults, ledger, make_account, pay, who
from tests.schools import NOON, School


def test_a_credit_settles_what_is_owed_and_the_rest_waits(studio: School) -> None:
    family = make_account()
    owed = charge(family, 30_00, studio)
    given = credit(family, 40_00, studio)
    owed.refresh_from_db()
    assert (owed.state, given.unallocated_amount, balance_of(family)) == ("paid", 10_00, -10_00)
    assert faults(family) == []


def test_a_credit_for_a_named_charge_settles_that_one_first(studio: School) -> None:
    family = make_account()
    old, new = charge(family, 30_00, studio, MAY.replace(month=4)), charge(family, 20_00, studio)
    credit(family, 25_00, studio, charges=[new.pk])
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.open_amount, new.state, faults(family)) == (25_00, "paid", [])


def test_a_credit_taken_back_is_owed_again_or_paid_by_other_money(studio: School) -> None:
    family = make_account()
    owed = charge(family, 30_00, studio)
    given = credit(family, 30_00, studio)
    pay(family, 10_00, studio)
    reverse_credit(credit=given, reason="Wrong family", **who(studio))
    owed.refresh_from_db()
    assert (owed.state, owed.open_amount, balance_of(family)) == ("part_paid", 20_00, 20_00)
    assert faults(family) == []
    with pytest.raises(Refused, match="already reversed"):
        reverse_credit(credit=given, reason="Again", **who(studio))


def test_a_write_off_gives_up_what_is_open_and_no_more(studio: School) -> None:
    family = make_account()
    owed = charge(family, 30_00, studio)
    pay(family, 10_00, studio)
    given = write_off(charge=owed, reason="Moved away", **who(studio))  # the charge in hand is an old copy
    assert (given.amount, balance_of(family)) == (20_00, 0)
    assert (ledger()["bad_debt"], faults(family)) == (20_00, [])
    with pytest.raises(Refused, match="Nothing is open"):
        write_off(charge=owed, reason="Again", **who(studio))


@pytest.mark.parametrize(
    ("balance", "free", "books"),
    [
        (120_50, 0, {"receivable": 120_50, "opening": -120_50}),
        (-45_00, 45_00, {"family_credit": -45_00, "opening": 45_00}),
        (0, 0, {}),
    ],
)
def test_a_balance_is_brought_over_with_its_sign(
    studio: School, balance: int, free: int, books: dict[str, int]
) -> None:
    family = make_account()
    carry_over_balance(
        family_account=family,
        balance=balance,
        as_of=MAY,
        source_id=uuid7(),
        by=studio.owner.actor,
        at=NOON,
    )
    assert (balance_of(family), free_amount_of(family), ledger()) == (balance, free, books)
    assert faults(family) == []
