"""A school with a child of a check's own, in a database nobody depends on, and its people at their browsers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from unittest import mock
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.test import Client
from procrastinate.contrib.django import app

from museminder.domain.people.actions.students import add_student
from museminder.domain.people.models import Family, Student
from museminder.foundation.identity.actions.sessions import start_session
from museminder.foundation.identity.models import Account
from museminder.foundation.tenancy.context import Entry, site, studio_context
from museminder.primitives import clock
from museminder.primitives.actor import Actor
from museminder.primitives.ids import uuid7
from museminder.promise.checking import World
from museminder.promise.probe.filling import Filled, Person, fill_studio
from museminder.promise.probe.pages import client_of
from museminder.promise.probe.scratch import scratch_database

LASTS = timedelta(hours=1)
BORN_ON = date(2017, 3, 9)
OWN = ("first_name", "last_name", "mobile_phone", "home_phone")
_WAITING = """
update procrastinate_jobs set status = 'doing' where task_name = %s and status = 'todo'
and (args ->> 'studio_id')::bigint = %s returning id, args
"""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A filled school, a child with a birth date and a note, and the browsers of the owner and of its guardian."""

    studio: Filled
    child: Student
    note: str
    office: Client
    home: Client
    bills: dict[UUID, UUID] = field(default_factory=dict)  # what a check bills for, by the child

    @property
    def owner(self) -> Actor:
        """The owner as actions know them."""
        return Actor(account_id=self.studio.owner.account_id, name=owner_called(self.studio))

    def get(self, browser: Client, path: str) -> Any:
        """Open one page of the school."""
        return browser.get(f"/{self.studio.slug}/{path}", secure=True)

    def post(self, browser: Client, path: str, **sent: Any) -> Any:
        """Send one form of the school, once."""
        said = {"idempotency_key": str(uuid7()), **sent}
        return browser.post(f"/{self.studio.slug}/{path}", said, secure=True)

    @contextmanager
    def inside(self, person: Person) -> Iterator[Entry]:
        """One transaction of the school as one of its people, with the role of their site."""
        with site(person.site), studio_context(person.secret, self.studio.slug) as entry:
            yield entry

    def own_words(self) -> Iterator[tuple[str, str]]:
        """What the guardian's own record says about the guardian: where it stands, and the words."""
        guardian = self.studio.rows["people.Guardian"]
        for name in OWN:
            if words := str(getattr(guardian, name)):
                yield f"people.Guardian.{name}", words

    def work(self, task: str) -> int:
        """Do the waiting jobs of this name as the worker does, each with its own capability; returns how many."""
        with connections["queue"].cursor() as cursor:
            cursor.execute(_WAITING, [task, self.studio.studio_id])
            waiting = [(job, json.loads(arguments)) for job, arguments in cursor.fetchall()]
        for job, arguments in waiting:
            context = SimpleNamespace(job=SimpleNamespace(id=job, attempts=0))
            app.tasks[task].func(context, **arguments)
        return len(waiting)


@contextmanager
def rehearsal(world: World) -> Iterator[Rehearsal]:
    """A school that nobody depends on, gone at the end: one more of this database if it is a copy, else of a new one.

    No letter leaves meanwhile.
    """
    with ExitStack() as stack:
        if not world.scratch:
            stack.enter_context(scratch_database(world.superuser_dsn))
        stack.enter_context(
            mock.patch.object(settings, "EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
        )
        studio = fill_studio(f"rehearses-{uuid7().hex[-12:]}")
        note = f"Note {uuid7().hex}"
        yield Rehearsal(
            studio, add_child(studio, note), note, browser(studio.owner), browser(studio.guardian)
        )


def browser(person: Person) -> Client:
    """A browser in which somebody has just signed in with a second factor."""
    secret = start_session(
        account=Account.objects.using("owner").get(pk=person.account_id),
        site=person.site,
        at=clock.now(),
        lasting=LASTS,
        second_factor=True,
        browser="A check",
    )
    client = client_of(replace(person, secret=secret))
    client.defaults["wsgi.url_scheme"] = "https"
    return client


def owner_called(studio: Filled) -> str:
    """How the owner of a filled school is called."""
    return f"owner of {studio.slug}"


def add_child(studio: Filled, note: str) -> Student:
    """A child of the guardian's family, written down by the office."""
    by = Actor(account_id=studio.owner.account_id, name=owner_called(studio))
    with site("studio"), studio_context(studio.owner.secret, studio.slug):
        return add_student(
            family=Family.objects.get(pk=studio.rows["people.Family"].pk),
            first_name=f"Quill{uuid7().hex[-8:]}",
            birth_date=BORN_ON,
            care_notes=note,
            by=by,
            at=clock.now(),
        )


def id_in(location: str) -> UUID:
    """The id with which the address of a page ends."""
    return UUID(location.rstrip("/").rsplit("/", 1)[-1])
