"""Charging families, and taking a charge back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from museminder.domain.billing.actions.charges import ChargeFacts, post_charge, reverse_charge
from museminder.domain.billing.actions.credits import write_off
from museminder.domain.billing.models import Charge, Credit
from museminder.domain.billing.queries.balances import balance_of, free_amount_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.foundation.audit.recording import trail_of
from museminder.primitives.ids import uuid7
from tests.factories.money import MAY, charge, faults, ledger, make_account, pay, who
from tests.schools import School


def states() -> list[tuple[int, str]]:
    return [(row.amount, row.state) for row in Charge.objects.order_by("id")]


def test_a_charge_is_owed_and_its_tax_is_not_ours(studio: School) -> None:
    family = make_account()
    charge(family, 108_25, studio, tax_amount=8_25, kind="tuition")
    assert ledger() == {"receivable": 108_25, "tuition_income": -100_00, "tax_payable": -8_25}
    assert (balance_of(family), faults(family)) == (108_25, [])


def test_a_source_is_charged_once_for_a_period_and_a_payer(studio: School) -> None:
    family = make_account()
    facts = ChargeFacts("lesson", uuid7(), MAY, "fee", 10_00, MAY)
    first = post_charge(family_account=family, facts=facts, **who(studio))
    with pytest.raises(IntegrityError), transaction.atomic(using="studio"):
        post_charge(family_account=family, facts=facts, **who(studio))
    reverse_charge(charge=first, reason="Wrong", **who(studio))
    post_charge(family_account=family, facts=facts, **who(studio))  # taken back, it can be charged again
    assert (balance_of(family), faults(family)) == (10_00, [])


@pytest.mark.parametrize("amount", [0, -1, 10_000_000_000])
def test_an_amount_that_cannot_be_right_is_refused(studio: School, amount: int) -> None:
    with pytest.raises(Refused, match="cannot be right"):
        charge(make_account(), amount, studio)


def test_a_new_charge_is_settled_by_what_the_family_has_here(studio: School) -> None:
    family = make_account()
    pay(family, 50_00, studio)
    owed = charge(family, 30_00, studio)
    assert (owed.state, free_amount_of(family), faults(family)) == ("paid", 20_00, [])


def test_a_charge_taken_back_leaves_the_others_of_its_payment_settled(studio: School) -> None:
    family = make_account()
    first, second = charge(family, 30_00, studio), charge(family, 20_00, studio)
    pay(family, 50_00, studio)

    reverse_charge(charge=first, reason="Never came", **who(studio))

    second.refresh_from_db()
    assert (second.state, balance_of(family), free_amount_of(family)) == ("paid", -30_00, 30_00)
    assert faults(family) == []
    assert [entry.what for entry in trail_of(first)][-1:] == ["billing.charge.reversed"]


def test_a_charge_taken_back_lets_its_money_settle_what_is_open(studio: School) -> None:
    family = make_account()
    first = charge(family, 30_00, studio)
    pay(family, 30_00, studio)
    charge(family, 20_00, studio)
    reverse_charge(charge=first, reason="Never came", **who(studio))
    assert states() == [(30_00, "reversed"), (20_00, "paid")]
    assert (balance_of(family), faults(family)) == (-10_00, [])


def test_a_write_off_goes_with_the_charge_it_was_for(studio: School) -> None:
    family = make_account()
    owed = charge(family, 30_00, studio)
    pay(family, 10_00, studio)
    write_off(charge=owed, reason="Moved away", **who(studio))

    reverse_charge(charge=owed, reason="Was never due", **who(studio))

    assert (balance_of(family), free_amount_of(family)) == (-10_00, 10_00)
    assert Credit.objects.get().reversed_at is not None
    assert (ledger(), faults(family)) == ({"checks": 10_00, "family_credit": -10_00}, [])


def test_a_charge_is_taken_back_once(studio: School) -> None:
    owed = charge(make_account(), 30_00, studio)
    reverse_charge(charge=owed, reason="Wrong", **who(studio))
    with pytest.raises(Refused, match="already reversed"):
        reverse_charge(charge=owed, reason="Again", **who(studio))
