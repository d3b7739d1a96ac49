"""Somebody who runs MuseMinder, signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connections, transaction
from django.test import Client

from museminder.domain.oversight.models import OperatorStaff, Training
from museminder.foundation.identity.actions.sessions import start_session
from museminder.foundation.identity.models import Account
from museminder.foundation.tenancy.context import site
from museminder.primitives.actor import Actor
from museminder.primitives.clock import now
from tests.schools import _as_role


@dataclass(frozen=True)
class Operator:
    """An appointed account, and its staff record."""

    account: Account
    staff: OperatorStaff

    @property
    def account_id(self) -> UUID:
        return self.account.pk

    @property
    def actor(self) -> Actor:
        return Actor(account_id=self.account.pk, name=self.staff.name)

    def secret(self, site: str, *, second_factor: bool = True) -> str:
        """What the cookie of a browser holds that is signed in now on a site."""
        return start_session(
            account=self.account,
            site=site,
            at=now(),
            lasting=timedelta(hours=1),
            second_factor=second_factor,
            browser="Firefox on Linux",
        )

    def client(self, site: str = "operator", *, second_factor: bool = True) -> Client:
        """A browser that is signed in on a site."""
        return client_with(self.secret(site, second_factor=second_factor), site)


def client_with(secret: str, site: str) -> Client:
    """A browser that holds a cookie of a site."""
    client = Client(headers={"host": f"{site}.localhost"})
    client.cookies[f"__Host-{site}"] = secret
    client.defaults["wsgi.url_scheme"] = "https"
    return client


def make_operator(name: str = "Ottoline Brandt", *, trained_days: int | None = 90) -> Operator:
    """Appoint an account; its training holds that many days from today, or there is none."""
    address = f"{name.split(maxsplit=1)[0].lower()}@museminder.example.com"
    account = Account(email=address, display_name=name, created_at=now())
    account.save(using="owner")
    staff = OperatorStaff(account_id=account.pk, name=name, started_at=now(), appointed_by="Test")
    staff.save(using="owner")
    if trained_days is not None:
        train(staff, trained_days)
    return Operator(account, staff)


def train(staff: OperatorStaff, days: int) -> None:
    """A training that holds that many days from today; with a negative number it ended so long ago."""
    Training(
        staff=staff,
        subject=Training.Subject.PRIVACY,
        completed_on=now().date() - timedelta(days=200),
        valid_until=now().date() + timedelta(days=days),
        certificate_sha256="ab" * 32,
        recorded_by="Test",
        recorded_at=now(),
    ).save(using="owner")


@contextmanager
def operating(operator: Operator) -> Iterator[None]:
    """One transaction on the operator site as this person, under the context that the database issues."""
    secret = operator.secret("operator")
    with (
        _as_role("operator"),
        site("operator"),
        transaction.atomic(using="operator"),
        connections["operator"].cursor() as cursor,
    ):
        cursor.execute("select 1 from sec.begin_operator(%s)", [secret])
        yield
