"""Writing on an account by hand: sent twice, it is written once."""

from __future__ import annotations

from uuid import uuid4

import pytest

from museminder.domain.billing.models import Charge, Credit, FamilyAccount, Receipt
from tests.browsing import post
from tests.factories.money import charge, make_account
from tests.schools import School


@pytest.fixture
def account(live_school: School) -> FamilyAccount:
    with live_school.inside(live_school.owner):
        made = make_account()
        charge(made, 30_00, live_school)
        return made


def test_a_receipt_sent_twice_is_one_and_with_other_values_is_refused(
    live_school: School, account: FamilyAccount
) -> None:
    path = f"billing/accounts/{account.pk}/receipt/"
    typed = {
        "amount": "20.00",
        "method": "check",
        "received_on": "2026-05-20",
        "reference": "1042",
        "idempotency_key": str(uuid4()),
    }
    answers = [post(live_school.owner, live_school, path, typed).status_code for _ in range(2)]
    other = post(live_school.owner, live_school, path, typed | {"amount": "25.00"}).status_code
    assert (answers, other) == ([302, 302], 409)
    with live_school.inside(live_school.owner):
        assert list(Receipt.objects.values_list("amount", "method", "reference")) == [
            (20_00, "check", "1042")
        ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "=1+1"}, "amount"),
        ({"amount": "99999999999999999999"}, "amount"),
        ({"method": "card"}, "method"),
        ({"received_on": "31/31/2026"}, "received_on"),
        ({"reference": "4242 4242 4242 4242"}, "reference"),
        ({"reference": "x" * 81}, "reference"),
        ({"reference": "a\u202eb"}, "reference"),
    ],
)
def test_a_receipt_that_cannot_be_right_is_refused_beside_its_field(
    live_school: School, account: FamilyAccount, wrong: dict[str, str], field: str
) -> None:
    typed = {"amount": "20.00", "method": "cash", "received_on": "2026-05-20", "reference": ""}
    sent = typed | wrong | {"idempotency_key": str(uuid4())}
    answer = post(live_school.owner, live_school, f"billing/accounts/{account.pk}/receipt/", sent)
    assert answer.status_code == 422
    assert f"id_{field}" in answer.content.decode()
    with live_school.inside(live_school.owner):
        assert Receipt.objects.count() == 0


def test_a_charge_and_a_credit_by_hand_settle_each_other(live_school: School, account: FamilyAccount) -> None:
    key = str(uuid4())
    typed = {"amount": "45.00", "reason": "A kindness", "idempotency_key": key}
    assert (
        post(live_school.owner, live_school, f"billing/accounts/{account.pk}/credit/", typed).status_code
        == 302
    )
    typed = {"amount": "10.00", "text": "Costume", "due_on": "2026-05-31", "idempotency_key": str(uuid4())}
    assert (
        post(live_school.owner, live_school, f"billing/accounts/{account.pk}/charge/", typed).status_code
        == 302
    )
    with live_school.inside(live_school.owner):
        assert {row.state for row in Charge.objects.all()} == {"paid"}
        assert Credit.objects.get().unallocated_amount == 5_00
