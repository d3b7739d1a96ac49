"""A school that takes cards through the running counterpart, and a guardian who owes it something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.test import Client

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.models import FamilyAccount, PaymentAttempt
from tests.browsing import client_of, post
from tests.counterparts.fixtures import Studio
from tests.counterparts.receiver import Received, Receiver
from tests.counterparts.running import RunningStripe
from tests.factories.money import charge
from tests.factories.people import make_family, make_guardian
from tests.schools import Person, School
from tests.working import work

OWED = 120_00


@dataclass
class TakingCards:
    """A school with its own account at the counterpart; notifications come to ``receiver`` and are handed on."""

    school: School
    counterpart: RunningStripe
    stripe: Studio
    receiver: Receiver
    guardian: Person
    account: FamilyAccount

    @property
    def hook(self) -> str:
        """The path Stripe was told, with the studio's token."""
        (endpoint,) = self.stripe.stripe.webhook_endpoints.list().data
        return urlsplit(endpoint.url).path

    def pay_page(self, key: str = "") -> Any:
        """The guardian presses the button."""
        path = f"billing/pay/{self.account.pk}/"
        return post(self.guardian, self.school, path, {"idempotency_key": key or str(uuid4())})

    def begin(self) -> PaymentAttempt:
        """A payment begun by the guardian, with the page the gateway opened for it."""
        answer = self.pay_page()
        assert answer.status_code == 302, answer.content.decode()
        work()
        with self.school.inside(self.school.owner):
            return PaymentAttempt.objects.latest("created_at")

    def pay(self) -> PaymentAttempt:
        """A payment made on the gateway's own page."""
        attempt = self.begin()
        assert self.counterpart.pay(attempt.checkout_url).status_code in (200, 302, 303)
        return attempt

    def notify(self, told: Received, *, path: str = "", **changed: Any) -> int:
        """Hand a notification on as it came, or changed; the status of the answer."""
        facts = {"body": told.body, "signature": told.signature} | changed
        client = Client(headers={"host": "studio.localhost"})
        answer = client.generic(
            "POST",
            path or self.hook,
            facts["body"],
            content_type="application/json",
            headers={"Stripe-Signature": facts["signature"]},
            secure=True,
        )
        return answer.status_code


def take_cards(school: School, counterpart: RunningStripe, stripe: Studio, receiver: Receiver) -> TakingCards:
    """Connect the school's account by its page, and let a family owe something."""
    guardian = school.add_person("Maria Delacroix", "guardian")
    with school.inside(school.owner):
        family = make_family(school, "Delacroix")
        make_guardian(school, family, "Maria", guardian, is_account_principal=True)
        account = open_family_account(family_id=family.pk)
        charge(account, OWED, school)
    port = urlsplit(receiver.url).port
    office = client_of(school.owner)
    office.defaults["HTTP_HOST"] = f"studio.localhost:{port}"
    answer = office.post(
        f"/{school.slug}/billing/cards/",
        {"secret_key": stripe.key},
        secure=True,
        headers={"host": f"studio.localhost:{port}"},
    )
    assert answer.status_code == 302, answer.content.decode()
    return TakingCards(school, counterpart, stripe, receiver, guardian, account)
