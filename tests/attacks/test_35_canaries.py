"""Attack 35: twenty-five words nobody else uses are typed into the real forms, and looked for everywhere after.

Each place is first given the words on purpose, in six forms, and they are found: the search can find. What goes wrong
is made to go wrong: a refused card, a page that is not there, a row the database refuses while quoting it.
"""

from __future__ import annotations

import io
import logging
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from museminder.domain.people.models import Family, Guardian, Student
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives.card_numbers import contains_card_number
from museminder.primitives.telling import Lines
from tests.attacks.haystacks import database_bytes, forms_of, found_in
from tests.browsing import client_of
from tests.databases import TestDatabase
from tests.schools import School
from tests.sites.member.billing.paying import work
from tests.vaults import Vault

CARDS = ("4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "3530111333300000")


@dataclass
class Canaries:
    """Five of each kind, of this run alone; birth dates are looked for with their care note beside them."""

    names: list[str] = field(default_factory=lambda: _words("Zyx"))
    care_notes: list[str] = field(default_factory=lambda: _words("allergic to quarn "))
    streets: list[str] = field(default_factory=lambda: _words("7 Vorpal "))
    cards: list[str] = field(default_factory=lambda: list(CARDS))
    tokens: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [*self.names, *self.care_notes, *self.streets, *self.cards, *self.tokens]


def _words(start: str) -> list[str]:
    return [start + secrets.token_hex(6) for _ in range(5)]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything the program writes about itself, as a server would write it, at its most talkative."""
    kept, handler = io.StringIO(), None
    handler = logging.StreamHandler(kept)
    handler.setFormatter(Lines())
    root, levels = logging.getLogger(), {}
    for logger in (root, logging.getLogger("museminder"), logging.getLogger("django.request")):
        levels[logger] = logger.level
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield kept
    root.removeHandler(handler)
    for logger, level in levels.items():
        logger.setLevel(level)


@dataclass
class Office:
    """The owner's browser, and what it was answered."""

    school: School
    failures: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = client_of(self.school.owner)
        self.client.raise_request_exception = False
        self.client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.7"

    def send(self, path: str, expected: int, **data: Any) -> None:
        typed = {"idempotency_key": str(uuid4()), **data}
        answer = self.client.post(f"/{self.school.slug}/{path}", typed, secure=True)
        assert answer.status_code == expected, answer.content.decode()
        if expected >= 404 and expected != 422:
            self.failures.append(answer.content)


def test_no_canary_is_anywhere_it_must_not_be(
    live_school: School,
    live_database: TestDatabase,
    vault: Vault,
    log: io.StringIO,
    mailoutbox: list[Any],
) -> None:
    canaries = Canaries()
    failures = plant(canaries, live_school, live_database)
    work()
    canaries.tokens.append(invited(mailoutbox))
    assert len(canaries.all) == 25
    sealed = [*canaries.care_notes, *canaries.streets, *canaries.cards, *canaries.tokens]
    places = {
        "log": (log.getvalue().encode(), canaries.all),
        "PostgreSQL's log": (server_log(), canaries.all),
        "error pages": (b"".join(failures), canaries.all),
        "letters": (letters(mailoutbox), canaries.all[:-1]),
        "jobs": (jobs(live_database), canaries.all),
        "database": (database_bytes(live_database.name), sealed),
        "access log and keys": (vault_bytes(vault), canaries.all),
    }

    for name, (haystack, words) in places.items():
        assert len(haystack) > 100, name
        planted = {(word, form) for word in words for form in forms_of(word)}
        with_them = haystack + b"\n".join(each for word in words for each in forms_of(word).values())
        assert planted <= found_in(with_them, words), name
    found = {name: found_in(haystack, words) for name, (haystack, words) in places.items()}
    assert {name: each for name, each in found.items() if each} == {}


def plant(canaries: Canaries, school: School, database: TestDatabase) -> list[bytes]:
    """Type every canary where it belongs, and where it does not; returns the pages that said what went wrong."""
    office = Office(school)
    office.send("people/families/create/", 302, name="Nobody")
    with school.inside(school.owner):
        where = f"people/families/{Family.objects.get().pk}/"
    for name, note, street in zip(canaries.names, canaries.care_notes, canaries.streets, strict=True):
        office.send(
            f"{where}students/create/", 302, first_name=name, birth_date="2016-02-29", care_notes=note
        )
        office.send(
            f"{where}guardians/create/",
            302,
            first_name="Nemo",
            email=f"{secrets.token_hex(4)}@example.com",
            street=street,
            share_percent="0",
        )
    for card in canaries.cards:
        assert contains_card_number(card)
        office.send(f"{where}edit/", 422, name="Nobody", note=f"pays with {card}", version="1")
        office.client.get(f"/{school.slug}/search/", {"q": card}, secure=True)
    with school.inside(school.owner):
        guardians, student = [each.pk for each in Guardian.objects.all()], Student.objects.first()
    assert student is not None
    for guardian in guardians:
        office.send(f"people/guardians/{guardian}/invite/", 302)
    canaries.tokens += [token(school, number) for number in range(4)]
    for word in canaries.all:
        office.client.get(f"/{school.slug}/{word}/", {"q": word}, secure=True, headers={"referer": word})
    refuse_quoting(office, where, canaries.names[0], database)
    return office.failures


def token(school: School, number: int) -> str:
    """The secret in the cookie of a person who has used a page with it."""
    person = school.add_person(f"Nemo the {number}.", "owner")
    client = client_of(person)
    assert client.get(f"/{school.slug}/", secure=True).status_code == 200
    return client.cookies["__Host-studio"].value


def invited(letters: list[Any]) -> str:
    """The secret of an invitation: it stands in its letter, and must stand nowhere else."""
    assert len(letters) == 5
    found = re.search(r"/invitations/([\w.-]{20,})/", letters[0].body)
    assert found, letters[0].body
    return found[1]


def letters(sent: list[Any]) -> bytes:
    """Every letter as it travels, and as it is read."""
    return b"\n".join(each.message().as_bytes() + f"\n{each.subject}\n{each.body}".encode() for each in sent)


def refuse_quoting(office: Office, where: str, name: str, database: TestDatabase) -> None:
    """Let the database refuse a row in a way no page foresees, and quote it: the worst that can be logged."""
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("create unique index surprise on people_student (studio_id, first_name)")
    office.send(f"{where}students/create/", 500, first_name=name)
    office.send("people/families/00000000-0000-7000-8000-000000000000/edit/", 404, name=name)


def server_log() -> bytes:
    """What the embedded server wrote; the log of a server elsewhere is that server's."""
    place = Embedded(settings.MUSEMINDER_HOME).place
    return Path(place.log).read_bytes() if Path(place.log).exists() else b"a server elsewhere " * 10


def jobs(database: TestDatabase) -> bytes:
    with psycopg.connect(database.superuser_dsn()) as outside:
        rows = outside.execute("select procrastinate_jobs::text from procrastinate_jobs").fetchall()
    assert len(rows) >= 5
    return "\n".join(row for (row,) in rows).encode()


def vault_bytes(vault: Vault) -> bytes:
    name = psycopg.conninfo.conninfo_to_dict(vault.superuser_dsn)["dbname"]
    return database_bytes(str(name))
