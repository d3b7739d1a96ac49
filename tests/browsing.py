"""Asking pages as somebody who is signed in, without a browser: real logins, real rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from museminder.foundation.identity.actions.sessions import start_session
from museminder.foundation.identity.models import Account
from museminder.primitives.clock import now
from tests.schools import Person, School

HOSTS = {"studio": "studio.localhost", "member": "member.localhost"}


def client_of(person: Person) -> Client:
    """A client that holds this person's cookie on their site, over HTTPS."""
    client = Client(headers={"host": HOSTS[person.site]}, raise_request_exception=True)
    client.defaults["wsgi.url_scheme"] = "https"
    client.cookies[f"__Host-{person.site}"] = start_session(
        account=Account.objects.using("owner").get(pk=person.account_id),
        site=person.site,
        at=now(),
        lasting=timedelta(hours=1),
        second_factor=True,
        browser="Firefox on Linux",
    )
    return client


def get(person: Person, school: School, path: str, **options: Any) -> Any:
    """Open one page of the school."""
    return client_of(person).get(f"/{school.slug}/{path}", secure=True, **options)


def post(person: Person, school: School, path: str, data: dict[str, Any]) -> Any:
    """Send one form of the school."""
    return client_of(person).post(f"/{school.slug}/{path}", data, secure=True)
