"""Paying by card, over the gateway's own protocol and page: once, whatever the notifications do."""

from __future__ import annotations

from uuid import uuid4

import pytest

from museminder.domain.billing.actions.refunds import ask_for_refund
from museminder.domain.billing.models import (
    Dispute,
    FamilyAccount,
    GatewayEvent,
    PaymentAttempt,
    Receipt,
    Refund,
)
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.billing.tasks import LOST_AFTER
from museminder.foundation.tenancy.jobs import enqueue
from tests.counterparts.fixtures import Studio
from tests.counterparts.receiver import Received, Receiver
from tests.counterparts.running import RunningStripe
from tests.factories.money import faults, who
from tests.schools import School
from tests.sites.member.billing.paying import OWED, TakingCards, take_cards, work


@pytest.fixture
def cards(
    live_school: School, instead_of_stripe: RunningStripe, studio_account: Studio, receiver: Receiver
) -> TakingCards:
    return take_cards(live_school, instead_of_stripe, studio_account, receiver)


def told(cards: TakingCards, kind: str, count: int = 1) -> list[Received]:
    """The notifications of one kind, waited for."""
    wanted: list[Received] = []
    for number in range(1, 40):
        wanted = [one for one in cards.receiver.received if one.event["type"] == kind]
        if len(wanted) >= count:
            return wanted
        cards.receiver.wait_for(min(number, len(cards.receiver.received) + 1))
    raise AssertionError(cards.receiver.kinds())


def books(cards: TakingCards) -> tuple[int, int, list[str]]:
    """Receipts, balance, and what is wrong."""
    with cards.school.inside(cards.school.owner):
        account = FamilyAccount.objects.get()
        return Receipt.objects.count(), balance_of(account), faults(account)


def test_a_payment_told_twice_is_stored_first_and_received_once(cards: TakingCards) -> None:
    attempt = cards.pay()
    (notice,) = told(cards, "checkout.session.completed")
    assert [cards.notify(notice) for _ in range(3)] == [200, 200, 200]
    with cards.school.inside(cards.school.owner):
        (event,) = GatewayEvent.objects.all()
        assert (event.kind, event.applied_at) == ("checkout.session.completed", None)
    assert books(cards) == (0, OWED, [])
    work()
    assert books(cards) == (1, 0, [])
    with cards.school.inside(cards.school.owner):
        assert PaymentAttempt.objects.get(pk=attempt.pk).state == "paid"
    assert [each["amount"] for each in cards.counterpart.charges(cards.stripe.account_id)] == [OWED]


def test_a_forged_notification_a_changed_one_and_a_wrong_address_are_refused(cards: TakingCards) -> None:
    cards.pay()
    (notice,) = told(cards, "checkout.session.completed")
    cheaper = notice.body.replace(b"12000", b"1")
    assert cheaper != notice.body
    assert cards.notify(notice, body=cheaper) == 400
    assert cards.notify(notice, signature="t=1,v1=00") == 400
    assert cards.notify(notice, signature="") == 400
    assert cards.notify(notice, path="/hooks/stripe/" + "x" * 43 + "/") == 404
    work()
    assert books(cards) == (0, OWED, [])


def test_a_lost_notification_is_found_by_asking_and_asking_again_changes_nothing(cards: TakingCards) -> None:
    attempt = cards.pay()
    with cards.school.inside(cards.school.owner):
        before = attempt.created_at - LOST_AFTER * 2
        PaymentAttempt.objects.filter(pk=attempt.pk).update(created_at=before)
    for _ in range(2):
        with cards.school.inside(cards.school.owner):
            enqueue("billing.reconcile")
        work()
        assert books(cards) == (1, 0, [])


def test_an_amount_that_is_not_what_was_asked_for_is_refused_with_its_reason(cards: TakingCards) -> None:
    attempt = cards.pay()
    with cards.school.inside(cards.school.owner):
        PaymentAttempt.objects.filter(pk=attempt.pk).update(amount=OWED + 1)
    (notice,) = told(cards, "checkout.session.completed")
    assert cards.notify(notice) == 200
    work()
    with cards.school.inside(cards.school.owner):
        event = GatewayEvent.objects.get()
        assert event.problem == f"The gateway took {OWED}, but {OWED + 1} was asked for."
    assert books(cards) == (0, OWED, [])


def test_pressing_twice_and_in_two_windows_is_one_payment(cards: TakingCards) -> None:
    key = str(uuid4())
    places = {cards.pay_page(key).headers["Location"], cards.pay_page(key).headers["Location"]}
    places.add(cards.pay_page().headers["Location"])  # another window
    assert len(places) == 1
    with cards.school.inside(cards.school.owner):
        assert PaymentAttempt.objects.count() == 1


def test_a_refund_goes_to_the_card_and_a_notification_of_it_changes_nothing_more(cards: TakingCards) -> None:
    cards.pay()
    cards.notify(told(cards, "checkout.session.completed")[0])
    work()
    with cards.school.inside(cards.school.owner):
        receipt = Receipt.objects.get()
        ask_for_refund(receipt=receipt, amount=20_00, reason="One lesson", **who(cards.school))
    work()
    assert cards.notify(told(cards, "charge.refunded")[0]) == 200
    work()
    with cards.school.inside(cards.school.owner):
        assert [(row.amount, row.state) for row in Refund.objects.all()] == [(20_00, "done")]
    assert books(cards) == (1, 20_00, [])
    (at_stripe,) = cards.counterpart.charges(cards.stripe.account_id)
    assert at_stripe["amount_refunded"] == 20_00


def test_a_dispute_told_backwards_before_its_payment_ends_as_it_was_decided(cards: TakingCards) -> None:
    cards.pay()
    paid = told(cards, "checkout.session.completed")[0]
    (at_stripe,) = cards.counterpart.charges(cards.stripe.account_id)
    opened = cards.counterpart.control("POST", "disputes", {"charge": at_stripe["id"]})
    cards.counterpart.control("POST", "dispute_decisions", {"dispute": opened["id"], "status": "lost"})
    closed = told(cards, "charge.dispute.closed")[0]
    for notice in (closed, told(cards, "charge.dispute.created")[0], paid):
        assert cards.notify(notice) == 200
        work()
    with cards.school.inside(cards.school.owner):
        assert [(row.amount, row.state) for row in Dispute.objects.all()] == [(OWED, "lost")]
        assert set(GatewayEvent.objects.values_list("problem", flat=True)) == {""}
    assert books(cards) == (1, OWED, [])
