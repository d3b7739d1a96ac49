"""Acting inside a studio from the command line: by an account's own capability, never around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from museminder.cli.verbs import Refused
from museminder.primitives.actor import Actor


@contextmanager
def session_of(email: str) -> Iterator[str]:
    """A session of an account on the studio site for as long as a command runs; yields its secret.

    Whoever may run this reads the database's passwords on this computer anyway; the session is in the person's list.
    """
    from museminder.foundation.identity.models import Account  # noqa: PLC0415  after setup
    from museminder.foundation.identity.sessions import SECOND_FACTOR, SessionStore  # noqa: PLC0415  after setup

    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account is None:
        raise Refused(f"There is no account {email}.")
    store = SessionStore(site="studio", browser="Command line")
    store.update({"_auth_user_id": str(account.pk), SECOND_FACTOR: True})
    store.create()
    try:
        yield str(store.session_key)
    finally:
        store.delete()


@contextmanager
def inside(email: str, slug: str) -> Iterator[tuple[Any, Actor]]:
    """One transaction inside a studio as an account; yields the entry and the actor. Raises ``Refused``."""
    from museminder.foundation.tenancy.context import NoEntry, site, studio_context  # noqa: PLC0415  after setup

    with session_of(email) as secret, site("studio"):
        try:
            with studio_context(secret, slug) as entry:
                yield entry, Actor(account_id=entry.account_id, name=entry.member_name)
        except NoEntry as refusal:
            raise Refused(f"{email} may not enter a studio called {slug}.") from refusal
