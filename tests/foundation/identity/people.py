"""People outside the school, with a verified address and a signed-in browser, for the tests beside this file."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import connections

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.actions.sessions import start_session
from museminder.foundation.identity.models import Account
from museminder.foundation.tenancy.context import site
from museminder.primitives.actor import Actor
from museminder.primitives.clock import now

PASSWORD = "purple bassoon dines late"


@dataclass(frozen=True)
class Stranger:
    """Somebody with an account and no studio."""

    account: Account
    secret: str
    site: str

    @property
    def actor(self) -> Actor:
        """The person as actions know them."""
        return Actor(account_id=self.account.pk, name=str(self.account))


def stranger(
    email: str, *, on: str = "member", second_factor: bool = True, password: str | None = None
) -> Stranger:
    """An account whose address is verified, signed in on one site."""
    account = open_account(email=email, display_name="Odalys Brightwater", at=now(), password=password)
    return Stranger(account, sign_in(account, on=on, second_factor=second_factor), on)


def sign_in(account: Account, *, on: str = "member", second_factor: bool = True) -> str:
    """Another browser of the account; returns what its cookie holds."""
    return start_session(
        account=account,
        site=on,
        at=now(),
        lasting=timedelta(hours=1),
        second_factor=second_factor,
        browser="Firefox on Linux",
    )


@contextmanager
def visiting(name: str):
    """On a site, outside any studio, with that site's role."""
    connection = connections[name]
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {name}")
    try:
        with site(name):
            yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("reset role")
                cursor.execute("select set_config('app.ctx', '', true)")
