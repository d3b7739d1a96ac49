"""Giving up a charge: the family owes it no longer, and the books say so."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.billing.models import Charge, Credit
from museminder.domain.billing.queries.balances import balance_of
from tests.browsing import get, post
from tests.factories.money import charge, ledger, make_account
from tests.schools import School


def test_a_charge_is_written_off_once_however_often_it_is_sent(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        account = make_account()
        owed = charge(account, 30_00, live_school)
    path = f"billing/reversals/charge/{owed.pk}/write-off/"
    typed = {"reason": "Moved abroad", "idempotency_key": str(uuid4())}

    asked = get(live_school.owner, live_school, path).content.decode()
    answers = [post(live_school.owner, live_school, path, typed).status_code for _ in range(2)]
    again = post(live_school.owner, live_school, path, typed | {"idempotency_key": str(uuid4())})

    assert "30.00" in asked
    assert (answers, again.status_code) == ([302, 302], 422)
    with live_school.inside(live_school.owner):
        assert [(row.kind, row.amount, row.reason) for row in Credit.objects.all()] == [
            ("write_off", 30_00, "Moved abroad")
        ]
        assert (Charge.objects.get().state, balance_of(account), ledger()["bad_debt"]) == ("paid", 0, 30_00)


def test_a_write_off_needs_its_reason_and_somebody_who_may(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        owed = charge(make_account(), 30_00, live_school)
    path = f"billing/reversals/charge/{owed.pk}/write-off/"
    office = live_school.add_person("Olga Office", "office")

    without = post(live_school.owner, live_school, path, {"reason": "", "idempotency_key": str(uuid4())})
    by_office = post(office, live_school, path, {"reason": "Kind", "idempotency_key": str(uuid4())})

    assert (without.status_code, by_office.status_code) == (422, 404)
    assert "id_reason" in without.content.decode()
    with live_school.inside(live_school.owner):
        assert Credit.objects.count() == 0
