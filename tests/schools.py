"""A school for tests, and being inside it as one of its people."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections, transaction

from museminder.foundation.identity.models import Account, Membership
from museminder.foundation.identity.sessions import SECOND_FACTOR, SessionStore
from museminder.foundation.tenancy import context
from museminder.foundation.tenancy.context import Entry, site, studio_context
from museminder.foundation.tenancy.models import Studio
from museminder.primitives.actor import Actor

NOON = datetime(2026, 5, 20, 16, 0, tzinfo=UTC)
SITES = ("default", "studio", "member", "operator", "worker", "queue", "demand")
MEMBER_ROLES = {"guardian", "student"}


@dataclass(frozen=True)
class Person:
    """Somebody with an account in a school, signed in with a second factor."""

    account_id: UUID
    membership_id: UUID
    name: str
    roles: tuple[str, ...]
    email: str
    secret: str  # what the browser's cookie holds

    @property
    def actor(self) -> Actor:
        """The person as actions know them."""
        return Actor(account_id=self.account_id, name=self.name)

    @property
    def site(self) -> str:
        """The site this person's session is on."""
        return "member" if set(self.roles) <= MEMBER_ROLES else "studio"


@dataclass
class School:
    """A studio with people; rows are made by being inside it."""

    studio_id: int
    slug: str
    people: list[Person] = field(default_factory=list)

    @property
    def owner(self) -> Person:
        """Who opened the school."""
        return self.people[0]

    def add_person(self, name: str, *roles: str, email: str = "") -> Person:
        """Give somebody an account, a membership and a signed-in browser."""
        person = _make_person(self, name, roles, email or f"{secrets.token_hex(4)}@example.com")
        self.people.append(person)
        return person

    @contextmanager
    def inside(self, person: Person, on_site: str | None = None) -> Iterator[Entry]:
        """One transaction inside the school as this person, with their site's role."""
        name = on_site or person.site
        with _as_role(name), site(name), studio_context(person.secret, self.slug) as entry:
            yield entry


def open_school(slug: str, name: str, **facts: Any) -> School:
    """A studio with an owner called Honora."""
    studio = Studio(slug=slug, name=name, opened_at=NOON, **facts)
    studio.save(using="owner")
    school = School(studio_id=studio.pk, slug=slug)
    school.add_person("Honora Castellanos-Whitcombe", "owner")
    return school


def _make_person(school: School, name: str, roles: tuple[str, ...], email: str) -> Person:
    account = Account(email=email, display_name=name, created_at=NOON)
    account.save(using="owner")
    member = Membership(
        studio_id=school.studio_id,
        account_id=account.pk,
        display_name=name,
        roles=list(roles),
        started_at=NOON,
    )
    member.save(using="owner", force_insert=True)
    secret = sign_in(account, "member" if set(roles) <= MEMBER_ROLES else "studio")
    return Person(account.pk, member.pk, name, roles, email, secret)


def sign_in(account: Account, site_name: str, *, second_factor: bool = True) -> str:
    """A browser in which the account is signed in on a site; returns what its cookie holds."""
    store = SessionStore(site=site_name, browser="Test")
    store.update(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            SECOND_FACTOR: second_factor,
        }
    )
    store.create()
    return str(store.session_key)


@contextmanager
def on_one_connection() -> Iterator[None]:
    """Every alias is the same connection, and everything is rolled back at the end."""
    owner = connections["owner"]
    kept = {alias: connections[alias] for alias in SITES}
    for alias in SITES:
        connections[alias] = owner
    another, context.another_connection = context.another_connection, _the_same_connection
    try:
        with transaction.atomic(using="owner"):
            yield
            transaction.set_rollback(True, using="owner")
    finally:
        context.another_connection = another
        for alias, connection in kept.items():
            connections[alias] = connection
        owner.close()


@contextmanager
def _the_same_connection(alias: str) -> Iterator[None]:
    """What is written beside a transaction is written in it: here everything is one, and is rolled back."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_setting('app.ctx', true)")
        token = cursor.fetchone()[0]
        cursor.execute("select set_config('app.ctx', '', true)")
        try:
            yield
        finally:
            cursor.execute("select set_config('app.ctx', %s, true)", [token or ""])


@contextmanager
def _as_role(role: str) -> Iterator[None]:
    connection = connections[role]
    if connection.alias != "owner":  # a login of its own: nothing to switch
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {role}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("reset role")
                cursor.execute("select set_config('app.ctx', '', true)")
