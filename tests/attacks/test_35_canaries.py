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
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest

from museminder.cli.metrics import Standing
from museminder.domain.people.models import Family, Guardian, Student
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives.card_numbers import contains_card_number
from museminder.primitives.telling import Lines
from tests.attacks.haystacks import database_bytes, forms_of, found_in
from tests.browsing import client_of
from tests.databases import TestDatabase
from tests.factories.operators import make_operator
from tests.schools import School
from tests.sites.member.billing.paying import work
from tests.sites.operator.counting import count
from tests.vaults import Vault

CARDS = ("4111111111111111", "378282246310005")


def _days() -> list[str]:
    """Birth dates of which no other row, log line or letter has one: nothing here happened between 2009 and 2015."""
    first = date(2009, 1, 1).toordinal()
    days = secrets.SystemRandom().sample(range(first, first + 2500), 5)
    return [date.fromordinal(day).isoformat() for day in days]


@dataclass
class Canaries:
    """Five of each kind, fewer cards and tokens; all but the cards are of this run alone."""

    names: list[str] = field(default_factory=lambda: _words("Zyx"))
    birth_dates: list[str] = field(default_factory=_days)
    care_notes: list[str] = field(default_factory=lambda: _words("allergic to quarn "))
    streets: list[str] = field(default_factory=lambda: _words("7 Vorpal "))
    cards: list[str] = field(default_factory=lambda: list(CARDS))
    tokens: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [*self.names, *self.sealed]

    @property
    def sealed(self) -> list[str]:
        """What stands nowhere in the studios' tables that anybody could read."""
        return [*self.birth_dates, *self.care_notes, *self.streets, *self.cards, *self.tokens]


def spelled(words: list[str]) -> list[str]:
    """The words, and what a program would write of a day without being asked to format it."""
    days = [date.fromisoformat(word) for word in words if re.fullmatch(r"\d{4}-\d\d-\d\d", word)]
    return [*words, *(repr(day) for day in days)]


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
    every = spelled(canaries.all)
    places = {
        "log": (log.getvalue().encode(), every),
        "PostgreSQL's log": (server_log(), every),
        "error pages": (b"".join(failures), every),
        "metrics": (metrics(), every),
        "pages of counts": (counts(), every),
        "letters": (letters(mailoutbox), [word for word in every if word != canaries.tokens[-1]]),
        "jobs": (jobs(live_database), every),
        "database": (database_bytes(live_database.name), spelled(canaries.sealed)),
        "access log and keys": (vault_bytes(vault), every),
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
    children = zip(canaries.names, canaries.birth_dates, canaries.care_notes, canaries.streets, strict=True)
    for name, born, note, street in children:
        office.send(f"{where}students/create/", 302, first_name=name, birth_date=born, care_notes=note)
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
    canaries.tokens += [token(school, number) for number in range(2)]
    for word in canaries.all:
        office.client.get(f"/{school.slug}/{word}/", {"q": word}, secure=True, headers={"referer": word})
    refuse_quoting(office, where, canaries, database)
    return office.failures


def token(school: School, number: int) -> str:
    """The secret in the cookie of a person who has used a page with it."""
    person = school.add_person(f"Nemo the {number}.", "owner")
    client = client_of(person)
    assert client.get(f"/{school.slug}/", secure=True).status_code == 200
    return client.cookies["__Host-studio"].value


def metrics() -> bytes:
    """What this process has counted of its pages and jobs, and how far the machine has come."""
    standing = CollectorRegistry()
    standing.register(Standing())
    counted = generate_latest(REGISTRY)
    assert b"museminder_answers_total" in counted
    return counted + generate_latest(standing)


def counts() -> bytes:
    """What those who run MuseMinder see of every studio, counted just now."""
    count()
    browser = make_operator().client()
    pages = [browser.get(path, secure=True) for path in ("/", "/promise/")]
    assert [page.status_code for page in pages] == [200, 200]
    return b"\n".join(page.content for page in pages)


def invited(letters: list[Any]) -> str:
    """The secret of an invitation: it stands in its letter, and must stand nowhere else."""
    assert len(letters) == 5
    found = re.search(r"/invitations/([\w.-]{20,})/", letters[0].body)
    assert found, letters[0].body
    return found[1]


def letters(sent: list[Any]) -> bytes:
    """Every letter as it travels, and as it is read."""
    return b"\n".join(each.message().as_bytes() + f"\n{each.subject}\n{each.body}".encode() for each in sent)


def refuse_quoting(office: Office, where: str, canaries: Canaries, database: TestDatabase) -> None:
    """Let the database refuse a row in a way no page foresees, and quote it: the worst that can be logged."""
    name, born, note = canaries.names[0], canaries.birth_dates[0], canaries.care_notes[0]
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("create unique index surprise on people_student (studio_id, first_name)")
    office.send(f"{where}students/create/", 500, first_name=name, birth_date=born, care_notes=note)
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
