"""Taking something about money back: asked first, refused beside the field it is about, done once."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.billing.queries.balances import balance_of
from tests.browsing import get, post
from tests.factories.money import charge, make_account, pay
from tests.schools import School


def test_a_refusal_stands_where_it_belongs_and_what_is_done_ends_on_the_account(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        account = make_account()
        charge(account, 30_00, live_school)
        receipt = pay(account, 30_00, live_school)
    reverse = f"billing/reversals/receipt/{receipt.pk}/"

    def send(path: str, **typed: str) -> tuple[int, str]:
        answer = post(live_school.owner, live_school, path, typed | {"idempotency_key": str(uuid4())})
        return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()

    asked = get(live_school.owner, live_school, reverse).content.decode()
    status, page = send(f"{reverse}refund/", amount="30.01", reason="Moved abroad")
    assert ("30.00" in asked, status) == (True, 422)
    assert ("id_amount_error" in page, "30.01" in page, "Moved abroad" in page) == (True, True, True)
    status, to = send(reverse, reason="Of another family")
    assert (status, to.endswith(f"/billing/accounts/{account.pk}/")) == (302, True)
    status, page = send(reverse, reason="Of another family")
    assert (status, "already reversed" in page, "id_reason_error" in page) == (422, True, False)
    with live_school.inside(live_school.owner):
        assert balance_of(account) == 30_00
