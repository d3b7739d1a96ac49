"""Money that arrives, is given back, or bounces."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
from museminder.domain.billing.actions.receipts import (
    ReceiptFacts,
    record_receipt,
    record_refund,
    reverse_receipt,
)
from museminder.domain.billing.models import Charge, FamilyAccount, LedgerLine, Receipt
from museminder.domain.billing.queries.balances import balance_of, free_amount_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.people.models import Family
from museminder.primitives.ids import uuid7
from tests.schools import NOON, School

MAY = date(2026, 5, 1)


def account() -> FamilyAccount:
    return open_family_account(family_id=Family.objects.create(name="Abernathy-Osei").pk)


def charge(of: FamilyAccount, amount: int, school: School, due_on: date = MAY) -> Charge:
    facts = ChargeFacts(
        source_kind="test", source_id=uuid7(), period=MAY, description="fee", amount=amount, due_on=due_on
    )
    return post_charge(family_account=of, facts=facts, on=MAY, by=school.owner.actor, at=NOON)


def pay(of: FamilyAccount, amount: int, school: School, method: str = "check") -> Receipt:
    facts = ReceiptFacts(amount=amount, method=method, received_on=date(2026, 5, 20))
    return record_receipt(family_account=of, facts=facts, by=school.owner.actor, at=NOON)


def test_a_receipt_settles_the_oldest_charge_first_and_keeps_the_rest_for_the_family(studio: School) -> None:
    family = account()
    old, new = charge(family, 30_00, studio, date(2026, 4, 1)), charge(family, 20_00, studio)

    pay(family, 40_00, studio)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state, new.open_amount) == ("paid", "part_paid", 10_00)
    assert (balance_of(family), free_amount_of(family)) == (10_00, 0)


def test_a_receipt_of_more_than_is_owed_leaves_a_credit(studio: School) -> None:
    family = account()
    charge(family, 30_00, studio)
    pay(family, 50_00, studio)
    assert (balance_of(family), free_amount_of(family)) == (-20_00, 20_00)


def test_a_returned_check_opens_what_it_had_settled(studio: School) -> None:
    family = account()
    owed = charge(family, 30_00, studio)
    receipt = pay(family, 30_00, studio)

    reverse_receipt(receipt=receipt, reason="Returned by the bank", on=MAY, by=studio.owner.actor, at=NOON)

    owed.refresh_from_db()
    assert (owed.state, balance_of(family)) == ("open", 30_00)
    with pytest.raises(Refused, match="already reversed"):
        reverse_receipt(receipt=receipt, reason="Again", on=MAY, by=studio.owner.actor, at=NOON)


def test_a_refund_opens_the_charge_it_takes_the_money_from(studio: School) -> None:
    family = account()
    owed = charge(family, 30_00, studio)
    receipt = pay(family, 30_00, studio)

    record_refund(
        receipt=receipt, amount=10_00, reason="One lesson less", on=MAY, by=studio.owner.actor, at=NOON
    )

    owed.refresh_from_db()
    assert (owed.state, owed.open_amount, balance_of(family)) == ("part_paid", 10_00, 10_00)
    with pytest.raises(Refused, match="more than what is left"):
        record_refund(
            receipt=receipt, amount=20_01, reason="Too much", on=MAY, by=studio.owner.actor, at=NOON
        )


def test_every_ledger_transaction_balances(studio: School) -> None:
    family = account()
    charge(family, 30_00, studio)
    receipt = pay(family, 50_00, studio)
    reverse_receipt(receipt=receipt, reason="Returned", on=MAY, by=studio.owner.actor, at=NOON)
    sums: dict[object, int] = {}
    for line in LedgerLine.objects.all():
        sums[line.transaction_id] = sums.get(line.transaction_id, 0) + line.amount
    assert set(sums.values()) == {0}
    assert len(sums) == 5
