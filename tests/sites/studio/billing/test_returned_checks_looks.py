"""A returned check as a browser shows it, to the office and to the family: no barriers."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Route

from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.models import FamilyAccount
from museminder.web import assets
from tests.browser import ONCE_EACH, barriers, browser
from tests.browsing import HOSTS, client_of, get
from tests.factories.money import TODAY, charge, make_account, pay, who
from tests.factories.people import make_guardian
from tests.schools import School


def served_by(client: Client, host: str, page: Page) -> None:
    """Every request of the browser is answered by the program in this process."""

    def answer(route: Route) -> None:
        said = client.get(route.request.url.removeprefix(host), secure=True)
        body = b"".join(said.streaming_content) if said.streaming else said.content
        connections.close_all()  # each answer runs apart from the test, with connections of its own
        route.fulfill(status=said.status_code, headers=dict(said.headers), body=body)

    page.route(f"{host}/**", answer)


def test_the_pages_of_a_returned_check_have_no_barriers_and_the_family_reads_it(
    live_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        account: FamilyAccount = make_account()
        make_guardian(live_school, account.family, "Maria", maria, is_account_principal=True)
        charge(account, 120_00, live_school)
        bounced, other = pay(account, 120_00, live_school), pay(account, 20_00, live_school)
        facts = {**who(live_school), "returned_on": TODAY, "reason": "funds", "fee_amount": 25_00}
        return_check(receipt=bounced, **facts)
    shown = [
        (live_school.owner, "asked", f"billing/reversals/receipt/{other.pk}/returned-check/"),
        (live_school.owner, "account", f"billing/accounts/{account.pk}/"),
        (maria, "family", "billing/"),
    ]
    seen = get(maria, live_school, "billing/").content.decode()
    assert [
        words in seen for words in ("Returned check", "Not enough money", "Fee for a returned check")
    ] == [True] * 3
    found: list[str] = []
    with browser() as chromium:
        for person, name, path in shown:
            page, host = chromium.new_page(ignore_https_errors=True), f"https://{HOSTS[person.site]}"
            served_by(client_of(person), host, page)
            page.goto(f"{host}/{live_school.slug}/{path}")
            page.get_by_role("heading", level=1).wait_for()
            found += barriers(page, name, ONCE_EACH)
            page.close()

    assert found == []
