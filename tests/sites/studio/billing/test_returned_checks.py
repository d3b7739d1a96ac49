"""The page for a check the bank returned: sent twice, it is written once; the family reads why."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.billing.models import Charge, LedgerTransaction
from museminder.domain.billing.queries.balances import balance_of
from tests.browsing import get, post
from tests.factories.money import charge, make_account, pay
from tests.schools import School

FACTS = {"returned_on": "2026-05-20", "reason": "funds", "fee": "25.00"}


def test_a_check_is_returned_once_however_often_it_is_sent(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        account = make_account()
        charge(account, 30_00, live_school)
        check, cash = pay(account, 30_00, live_school), pay(account, 5_00, live_school, "cash")
    path, page = f"billing/reversals/receipt/{check.pk}/returned-check/", f"billing/accounts/{account.pk}/"
    typed = FACTS | {"idempotency_key": str(uuid4())}
    instructor = live_school.add_person("Ines Instructor", "instructor")

    before = get(live_school.owner, live_school, page).content.decode()
    assert (f"{check.pk}/returned-check/" in before, f"{cash.pk}/returned-check/" in before) == (True, False)
    assert "30.00" in get(live_school.owner, live_school, path).content.decode()
    assert post(instructor, live_school, path, typed).status_code == 404
    for wrong, field in (
        ({"returned_on": "2026-05-01"}, "id_returned_on"),
        ({"fee": "0"}, "id_fee"),
        ({"reason": "mood"}, "id_reason"),
    ):
        answer = post(live_school.owner, live_school, path, typed | wrong | {"idempotency_key": str(uuid4())})
        assert (answer.status_code, f"{field}_error" in answer.content.decode()) == (422, True)
    answers = [post(live_school.owner, live_school, path, typed).status_code for _ in range(2)]
    again = post(live_school.owner, live_school, path, FACTS | {"idempotency_key": str(uuid4())})

    assert (answers, again.status_code) == ([302, 302], 422)
    assert "already reversed" in again.content.decode()
    with live_school.inside(live_school.owner):
        assert LedgerTransaction.objects.filter(kind="returned").count() == 1
        assert (Charge.objects.count(), balance_of(account)) == (2, 50_00)
    after = get(live_school.owner, live_school, page).content.decode()
    assert [
        sentence in after for sentence in ("Returned check", "Fee for a returned check", "Not enough")
    ] == [True] * 3
    assert f"{check.pk}/returned-check/" not in after
