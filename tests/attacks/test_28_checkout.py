"""Attack 28: the way to the gateway's page and back, with everything on it tampered with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from museminder.domain.billing.models import GatewayEvent, PaymentAttempt, Receipt
from tests.browsing import client_of, post
from tests.counterparts.fixtures import (  # noqa: F401  fixtures
    Studio,
    certificates,
    counterpart,
    instead_of_stripe,
    one_counterpart,
    receiver,
    studio_account,
)
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe
from tests.schools import School
from tests.sites.member.billing.paying import OWED, TakingCards, take_cards, work
from tests.sites.member.billing.test_payments import books, told

ELSEWHERE = "https://pay.example.org/steal"


@pytest.fixture
def cards(
    live_school: School,
    instead_of_stripe: RunningStripe,  # noqa: F811
    studio_account: Studio,  # noqa: F811
    receiver: Receiver,  # noqa: F811
) -> TakingCards:
    return take_cards(live_school, instead_of_stripe, studio_account, receiver)


def test_nothing_sent_along_changes_what_is_asked_for(cards: TakingCards) -> None:
    tampered = {
        "amount": "1",
        "currency": "XXX",
        "return_url": ELSEWHERE,
        "checkout_url": ELSEWHERE,
        "next": ELSEWHERE,
        "payer_id": str(uuid4()),
        "idempotency_key": str(uuid4()),
    }

    answer = post(cards.guardian, cards.school, f"billing/pay/{cards.account.pk}/?next={ELSEWHERE}", tampered)
    work()

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/{cards.school.slug}/billing/payments/")
    with cards.school.inside(cards.school.owner):
        attempt = PaymentAttempt.objects.get()
    assert (attempt.amount, "example.org" in attempt.checkout_url) == (OWED, False)
    cards.counterpart.pay(attempt.checkout_url)
    assert [each["amount"] for each in cards.counterpart.charges(cards.stripe.account_id)] == [OWED]


def test_the_page_leads_to_the_gateway_and_nowhere_else(cards: TakingCards) -> None:
    attempt = cards.begin()
    browser = client_of(cards.guardian)
    here = f"/{cards.school.slug}/billing/payments/{attempt.pk}/"
    assert browser.get(here, secure=True).headers["Location"] == attempt.checkout_url

    for way in (f"?back=1&next={ELSEWHERE}", f"?back={ELSEWHERE}", f"?back=1&checkout_url={ELSEWHERE}"):
        answer = browser.get(here + way, secure=True)
        assert (answer.status_code, "example.org" in answer.content.decode()) == (200, False)
    with cards.school.inside(cards.school.owner):
        PaymentAttempt.objects.update(checkout_url=ELSEWHERE)
    answer = browser.get(here, secure=True)
    assert (answer.status_code, "example.org" in answer.content.decode()) == (200, False)


def test_notifications_at_the_same_moment_are_one_payment(cards: TakingCards) -> None:
    cards.pay()
    (notice,) = told(cards, "checkout.session.completed")

    def deliver(_number: int) -> int:
        try:
            return cards.notify(notice)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as together:
        assert list(together.map(deliver, range(8))) == [200] * 8
    work()
    work()

    assert books(cards) == (1, 0, [])
    with cards.school.inside(cards.school.owner):
        assert (GatewayEvent.objects.count(), Receipt.objects.get().amount) == (1, OWED)


@pytest.mark.parametrize("changed", [{"signature": "t=1,v1=00"}, {"signature": ""}, {"body": b"{}"}])
def test_what_is_not_signed_is_not_believed(cards: TakingCards, changed: dict[str, Any]) -> None:
    cards.pay()
    (notice,) = told(cards, "checkout.session.completed")

    assert cards.notify(notice, **changed) == 400
    work()

    assert books(cards) == (0, OWED, [])
    assert cards.notify(notice) == 200
