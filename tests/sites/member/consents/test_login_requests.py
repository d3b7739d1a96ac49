"""A guardian lets a child sign in by a payment with their own card, over the gateway's own page and protocol."""

from __future__ import annotations

from uuid import uuid4

import pytest

from museminder.domain.billing.models import FamilyAccount, PaymentAttempt, Receipt
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.consents.models import StudentLoginConsent, StudentLoginRequest
from museminder.domain.consents.queries.student_logins import live_consent
from museminder.domain.people.models import Family, Guardianship, Student
from tests.browsing import client_of, post
from tests.counterparts.fixtures import Studio
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe
from tests.factories.money import faults
from tests.factories.people import make_guardian, make_student
from tests.schools import School
from tests.sites.member.billing.paying import OWED, TakingCards, take_cards, work

ASKED = 1_00


@pytest.fixture
def cards(
    live_school: School,
    instead_of_stripe: RunningStripe,
    studio_account: Studio,
    receiver: Receiver,
) -> TakingCards:
    """A school that takes cards, and Maria's child Luz, who cannot sign in yet."""
    taking = take_cards(live_school, instead_of_stripe, studio_account, receiver)
    with live_school.inside(live_school.owner):
        make_student(live_school, Family.objects.get(), "Luz")
    return taking


def agree(cards: TakingCards) -> PaymentAttempt:
    """Maria reads what she agrees to, presses the button, and pays on the gateway's page."""
    with cards.school.inside(cards.school.owner):
        path = f"consents/student-logins/students/{Student.objects.get().pk}/"
    answer = post(cards.guardian, cards.school, path, {"idempotency_key": str(uuid4())})
    assert answer.status_code == 302, answer.content.decode()
    work()
    with cards.school.inside(cards.school.owner):
        attempt = PaymentAttempt.objects.latest("created_at")
    assert answer.headers["Location"].endswith(f"/billing/payments/{attempt.pk}/")
    assert cards.counterpart.pay(attempt.checkout_url).status_code in (200, 302, 303)
    return attempt


def told_twice(cards: TakingCards) -> None:
    """The gateway's word arrives, and once more."""
    cards.receiver.wait_for(1)
    (notice,) = [one for one in cards.receiver.received if one.event["type"] == "checkout.session.completed"]
    assert [cards.notify(notice) for _ in range(2)] == [200, 200]
    work()


def landing(cards: TakingCards, attempt: PaymentAttempt) -> str:
    """Where Maria comes to from the gateway's page, and what is said there."""
    client = client_of(cards.guardian)
    address = f"/{cards.school.slug}/billing/payments/{attempt.pk}/?back=1"
    return client.get(address, secure=True, follow=True).content.decode()


def test_a_payment_by_the_guardians_own_card_is_the_agreement_and_stays_the_familys_money(
    cards: TakingCards,
) -> None:
    page = f"/{cards.school.slug}/consents/"
    before = client_of(cards.guardian).get(page, secure=True).content.decode()
    attempt = agree(cards)
    with cards.school.inside(cards.school.owner):
        waiting = live_consent(student_id=Student.objects.get().pk)
    told_twice(cards)
    with cards.school.inside(cards.school.owner):
        (given,), (request,) = StudentLoginConsent.objects.all(), StudentLoginRequest.objects.all()
        account = FamilyAccount.objects.get()
        books = Receipt.objects.get().amount, balance_of(account), faults(account)
        transaction_id = PaymentAttempt.objects.get().transaction_id
        counts = live_consent(student_id=given.student_id)
    said, office = landing(cards, attempt), client_of(cards.school.owner)
    today, invite = (
        f"/{cards.school.slug}/",
        f"/{cards.school.slug}/people/students/{given.student_id}/sign-in/invite/",
    )
    asks = invite in office.get(today, secure=True).content.decode()
    office.post(invite, {"email": "luz@example.com", "idempotency_key": str(uuid4())}, secure=True)
    asks_on = invite in office.get(today, secure=True).content.decode()

    assert (asks, asks_on) == (True, False)
    assert "Let Luz sign in" in before
    assert waiting is None  # asking is not agreeing
    assert (given.method, given.evidence) == ("card_payment", f"Card payment {transaction_id}")
    assert (request.consent_id, request.problem, given.given_at) == (given.pk, "", request.asked_at)
    assert counts == given
    assert books == (ASKED, OWED - ASKED, [])
    assert "it is written down that Luz may sign in" in said


def test_a_payment_that_the_cards_holder_disputes_ends_what_it_showed(cards: TakingCards) -> None:
    agree(cards)
    told_twice(cards)
    with cards.school.inside(cards.school.owner):
        student = Student.objects.get()
        before = live_consent(student_id=student.pk)
    (charge,) = cards.counterpart.charges(cards.stripe.account_id)
    cards.counterpart.control("POST", "disputes", {"charge": charge["id"]})
    for number in range(2, 20):
        notices = [one for one in cards.receiver.received if one.event["type"] == "charge.dispute.created"]
        if notices:
            break
        cards.receiver.wait_for(number)
    assert cards.notify(notices[0]) == 200
    work()
    with cards.school.inside(cards.school.owner):
        after, account = live_consent(student_id=student.pk), FamilyAccount.objects.get()
        books = balance_of(account), faults(account)

    assert (before is None, after, books) == (False, None, (OWED, []))


def test_who_lost_the_right_while_paying_agrees_to_nothing_and_keeps_the_money(cards: TakingCards) -> None:
    attempt = agree(cards)
    with cards.school.inside(cards.school.owner):
        Guardianship.objects.update(may_consent=False)
    told_twice(cards)
    with cards.school.inside(cards.school.owner):
        account = FamilyAccount.objects.get()
        kept = StudentLoginConsent.objects.count(), Receipt.objects.get().amount, faults(account)
        problem = StudentLoginRequest.objects.get().problem

    assert (kept, problem) == ((0, ASKED, []), "right_lost")
    assert "you no longer decide about Luz here" in landing(cards, attempt)


def test_another_guardian_reads_neither_the_payment_nor_the_way_to_its_page(cards: TakingCards) -> None:
    attempt = agree(cards)
    joris = cards.school.add_person("Joris Delacroix", "guardian")
    with cards.school.inside(cards.school.owner):
        make_guardian(cards.school, Family.objects.get(), "Joris", joris, is_account_principal=False)
    address = f"/{cards.school.slug}/billing/payments/{attempt.pk}/"

    assert client_of(joris).get(address, secure=True).status_code == 404
    assert client_of(cards.guardian).get(address, secure=True).status_code == 302


def test_whoever_may_not_decide_is_told_so_and_nothing_begins(cards: TakingCards) -> None:
    with cards.school.inside(cards.school.owner):
        Guardianship.objects.update(may_consent=False)
        path = f"consents/student-logins/students/{Student.objects.get().pk}/"
    answer = post(cards.guardian, cards.school, path, {"idempotency_key": str(uuid4())})
    with cards.school.inside(cards.school.owner):
        begun = PaymentAttempt.objects.count(), StudentLoginRequest.objects.count()

    assert (answer.status_code, begun) == (422, (0, 0))
    assert "another guardian decides about this" in answer.content.decode()
