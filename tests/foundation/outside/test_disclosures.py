"""What is told to somebody outside is a committed row before it is told, one for each call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError, connections, transaction
from pytest_django import Settings

from museminder.domain.billing.actions.refunds import ask_for_refund
from museminder.domain.billing.models import Receipt
from museminder.domain.people.actions.invitations import invite_guardian
from museminder.domain.people.models import Family
from museminder.foundation.outside.client import client
from museminder.foundation.outside.contacts import Contact
from museminder.foundation.outside.disclosures import write_down
from museminder.foundation.outside.mail import EmailBackend, letter_about
from museminder.foundation.outside.models import AccountDisclosure, Disclosure
from museminder.foundation.outside.register import Refused, registered
from museminder.foundation.outside.telling import NOTHING_PERSONAL, Telling, Told, about
from museminder.foundation.tenancy import jobs
from museminder.foundation.tenancy.jobs import studio_transaction
from tests.counterparts.certificates import TestCertificates
from tests.counterparts.fixtures import Studio
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe
from tests.counterparts.smtp import running_sink
from tests.databases import TestDatabase
from tests.factories.money import who
from tests.factories.people import make_guardian
from tests.foundation.outside.sockets import calls_at_the_socket
from tests.schools import NOON, School
from tests.sites.member.billing.paying import TakingCards, take_cards, work

CHARGES = "https://api.stripe.com/v1/charges"
ANA = UUID(int=41)
KEY = {"Authorization": "Bearer sk_test_abcdefghijkl"}
CALL = Contact("stripe", "", "api.stripe.com", "POST /v1/customers", 0, NOON)


class PageBroke(Exception):
    """Something went wrong after the message was sent."""


def broken_after(send: Callable[[], object]) -> None:
    send()
    raise PageBroke


@pytest.fixture
def leading_there(instead_of_stripe: RunningStripe, live_school: School) -> School:
    return live_school


def rows(school: School) -> list[tuple[str, str]]:
    with school.inside(school.owner):
        return list(Disclosure.objects.order_by("id").values_list("third_party", "what"))


def test_there_is_one_row_for_every_call_at_the_socket(
    live_school: School,
    instead_of_stripe: RunningStripe,
    studio_account: Studio,
    receiver: Receiver,
    certificates: TestCertificates,
    settings: Settings,
    tmp_path: Path,
) -> None:
    with running_sink(tmp_path, certificates) as sink, calls_at_the_socket() as calls:
        settings.EMAIL_BACKEND = "museminder.foundation.outside.mail.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", sink.port, True
        cards = take_cards(live_school, instead_of_stripe, studio_account, receiver)
        cards.pay()
        for notice in receiver.wait_for(1):
            assert cards.notify(notice) == 200
        work()
        with live_school.inside(live_school.owner):
            ask_for_refund(receipt=Receipt.objects.get(), amount=1_00, reason="Lesson", **who(live_school))
            family = Family.objects.get()
            ana = make_guardian(live_school, family, "Ana", email="ana@example.com")
            invite_guardian(guardian_id=ana.pk, by=live_school.owner.actor, at=NOON)
        work()
        letters = sink.messages()

    written = rows(live_school)
    calls = [call for call in calls if call != "GET /v1/webhook_endpoints"]  # the test's own question
    assert [what for _, what in written] == calls
    assert len(calls) >= 6
    assert (len(letters), calls.count("letter")) == (1, 1)
    check_who_sees_what(cards)


def check_who_sees_what(cards: TakingCards) -> None:
    with cards.school.inside(cards.school.owner):
        opened = Disclosure.objects.get(what="POST /v1/checkout/sessions")
        assert (opened.subjects, opened.told, opened.basis) == (
            [cards.account.family_id],
            ["amount", "payment_description", "payment_number"],
            "contract",
        )
    with cards.school.inside(cards.guardian):
        # the family sees what was told about its account, and nothing of the studio's other calls
        seen = [
            f"{what.split()[0]} {what.split('/')[2]}"
            for what in Disclosure.objects.order_by("id").values_list("what", flat=True)
        ]
        assert seen == ["POST checkout", "GET checkout", "POST refunds"]


def test_a_page_that_fails_after_it_has_sent_keeps_its_row(leading_there: School) -> None:
    with pytest.raises(PageBroke), leading_there.inside(leading_there.owner):
        broken_after(lambda: client().send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY))

    assert rows(leading_there) == [("stripe", "GET /v1/charges")]


@pytest.mark.parametrize(
    ("telling", "sentence"),
    [
        (None, "Nobody said what this tells Stripe."),
        (Telling((Told.AMOUNT, Told.CHILD_NAME)), "Stripe is not registered to be told: first and last name"),
    ],
)
def test_what_nobody_answers_for_is_not_told(
    leading_there: School, telling: Telling | None, sentence: str
) -> None:
    inside = leading_there.inside(leading_there.owner)
    with calls_at_the_socket() as calls, inside, pytest.raises(Refused) as refusal:
        client().send("GET", CHARGES, telling=telling, headers=KEY)

    assert str(refusal.value).startswith(sentence)
    assert (calls, rows(leading_there)) == ([], [])


def test_a_job_tells_nothing_in_the_middle_of_a_transaction(live_school: School) -> None:
    stripe = registered()["stripe"]
    with live_school.inside(live_school.owner):
        job = jobs.enqueue("billing.reconcile")
    with connections["owner"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
    with jobs.site("worker"), jobs._claimed(job, live_school.studio_id):
        with pytest.raises(Refused) as refusal, studio_transaction():
            write_down(CALL, stripe, NOTHING_PERSONAL)
        write_down(CALL, stripe, NOTHING_PERSONAL)

    assert str(refusal.value) == "Nothing is told in the middle of a job's transaction."
    assert rows(live_school) == [("stripe", "POST /v1/customers")]


def test_outside_a_studio_only_letters_about_a_sign_in_are_sent(
    live_database: TestDatabase, tmp_path: Path, certificates: TestCertificates, settings: Settings
) -> None:
    settings.MUSEMINDER_EXTRA_CA = certificates.authority
    letter = EmailMessage("A new password", "Open this link.", to=["ana@example.com"])
    with running_sink(tmp_path, certificates) as sink, calls_at_the_socket() as calls:
        backend = EmailBackend(host="127.0.0.1", port=sink.port, use_tls=True)
        with pytest.raises(Refused, match="Nobody said whom this letter is about"):
            backend.send_messages([letter])
        with pytest.raises(PageBroke), transaction.atomic(using="default"):
            broken_after(lambda: backend.send_messages([letter_about(letter, ANA)]))
    with pytest.raises(Refused, match="Stripe is told something by a studio, or not at all"):
        write_down(CALL, registered()["stripe"], NOTHING_PERSONAL)

    assert calls == ["letter"]
    assert [(row.third_party, row.subjects) for row in AccountDisclosure.objects.using("default").all()] == [
        ("mail", [ANA])
    ]


def test_what_was_told_cannot_be_untold(live_school: School) -> None:
    with live_school.inside(live_school.owner), about(ANA):
        write_down(CALL, registered()["stripe"], NOTHING_PERSONAL)
    for alias in ("studio", "owner"):
        with pytest.raises(DatabaseError), live_school.inside(live_school.owner):
            Disclosure.objects.using(alias).filter(studio_id=live_school.studio_id).update(subjects=[])

    assert rows(live_school) == [("stripe", "POST /v1/customers")]
