"""Where facts about people come from, and the looking over of addresses: nothing from outside, nothing sent away."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import psycopg
from django.apps import apps
from django.db import connections

from museminder.domain.people.formats import postal_addresses
from museminder.domain.people.models import OriginsKept
from museminder.domain.people.models.name_key import NameKeyField
from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.fields import sealed_fields
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.holdings import DataClass, holdings
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome
from museminder.promise.checking import Found, World, check
from museminder.promise.probe.filling import fill_studio
from museminder.promise.probe.scratch import scratch_database

FROM_OUTSIDE = ("external", "data_broker", "public_records", "social_network")
NOTHING_TO_STAMP = ("id", "studio", "origins")
_ABOUT_PEOPLE = frozenset({DataClass.CONTACT, DataClass.CHILD, DataClass.CHILD_HIGH})
ADDRESSES = (
    (
        "US",
        {"street": "4 Elm Street", "city": "durham", "region": "North Carolina", "postal_code": "277011234"},
    ),
    ("US", {"street": "4 Elm Street", "city": "", "region": "Atlantis", "postal_code": "1"}),
    ("CA", {"street": "1 King Street", "city": "Ottawa", "region": "Ontario", "postal_code": "k1a0b1"}),
    ("GB", {"street": "1 High Street", "city": "LONDON", "region": "", "postal_code": "ec1y8sy"}),
    ("ES", {"street": "Calle Mayor 1", "city": "Madrid", "region": "Madrid", "postal_code": "28001"}),
)
OPENED_FOR_ACCURACY = ["people.guardian.address", "people.refused_suggestion.address"]
WRITE = "select access_log.write_down(%s, now(), 0, null, 'revealed', %s, %s, %s, %s, %s, %s)"
CHANGE = (
    "update people_{table} set {column} = {column} || '.' where id = (select id from people_{table} limit 1)"
)
SAID = "select set_config('app.origin', '{source}', true)"
# A fact of each table about a person; what was accepted is an adult's own address and stands in no other.
CHANGED = {"student": "first_name", "family": "name", "contact": "name", "guardian": "first_name"}


@check(
    "origins.none-from-outside",
    "Writes facts about people as if they came from outside, and looks for a fact that is not stamped at all.",
)
def none_from_outside(world: World) -> Found:
    """Sources the database took that are none of ours, and declared facts that its trigger does not know."""
    with _filled(world):
        tried = [(table, source) for table in CHANGED for source in FROM_OUTSIDE]
        tried += [(table, "accepted") for table in CHANGED if table != "guardian"]
        wrong = [f"{source} in {table}" for table, source in tried if _taken(table, source)]
        facts = list(_facts())
        stamped = _stamped()
        wrong += [
            f"{table}.{name} has no origin" for table, name in facts if name not in stamped.get(table, ())
        ]
        noticed = _taken("student", "import") and "shoe_size" not in stamped["people_student"]
    return Found(
        len(tried) + len(facts),
        wrong,
        noticed,
        f"{len(tried)} facts from outside tried, {len(facts)} kinds of fact stamped, {len(wrong)} wrong",
    )


def _taken(table: str, source: str) -> bool:
    statement = CHANGE.format(table=table, column=CHANGED[table])
    return outcome("owner", statement, setting=SAID.format(source=source)) == ""


def _facts() -> Iterator[tuple[str, str]]:
    """Every declared fact about a person that a record of people holds: references and search keys are none."""
    for model in apps.get_models():
        if not issubclass(model, OriginsKept):
            continue
        classes = holdings()[model._meta.label].fields
        for field in model._meta.local_fields:
            is_fact = classes[field.name] in _ABOUT_PEOPLE and not field.is_relation
            if is_fact and field.name not in NOTHING_TO_STAMP and not isinstance(field, NameKeyField):
                yield model._meta.db_table, field.column


def _stamped() -> dict[str, set[str]]:
    """The columns whose changes each table's trigger stamps, as the database has it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, encode(tgargs, 'escape') from pg_trigger"
            " where tgname = 'stamp_origins' and tgenabled = 'O'"
        )
        return {table: set(arguments.split("\\000")) - {""} for table, arguments in cursor.fetchall()}


@check(
    "addresses.checked-here",
    "Checks addresses of four countries and counts every connection that is begun meanwhile.",
)
def checked_here(world: World) -> Found:
    """Connections that were begun while addresses were looked over; one is begun on purpose, and counted."""
    with _begun() as begun:
        found = [postal_addresses.check_postal_address(address, region) for region, address in ADDRESSES]
        wrong = [f"a connection to {where}" for where in begun]
    looked = sum(len(each.problems) + len(each.corrections) for each in found)
    with _begun() as planted, socket.socket() as own:
        own.connect(("192.0.2.1", 9))
    rules = postal_addresses.data_set()
    return Found(
        len(ADDRESSES),
        wrong if looked else ["nothing was found in addresses that are wrong"],
        len(planted) == 1,
        f"{len(ADDRESSES)} addresses checked against version {rules.version}, {len(wrong)} connections begun",
    )


@contextmanager
def _begun() -> Iterator[list[str]]:
    """Where connections were to go; none is really made."""
    seen: list[str] = []

    def connect(_self: Any, address: Any) -> None:
        seen.append(str(address))

    def find(host: Any, *_rest: Any, **_more: Any) -> list[Any]:
        seen.append(str(host))
        return []

    with mock.patch.object(socket.socket, "connect", connect), mock.patch.object(socket, "getaddrinfo", find):
        yield seen


@check(
    "accuracy.one-address", "Asks the vault to open, for accuracy, everything that is sealed in this program."
)
def one_address(world: World) -> Found:
    """Sealed fields that the vault would open for accuracy, though they are no address."""
    with _filled(world):
        sealed = sorted({field.field_id for model in apps.get_models() for field in sealed_fields(model)})
        others = [field for field in sealed if field not in OPENED_FOR_ACCURACY]
        wrong = [field for field in others if _would_open([field], 1)]
        wrong += ["many addresses at once"] if _would_open(OPENED_FOR_ACCURACY[:1], 50) else []
        noticed = _would_open(OPENED_FOR_ACCURACY[:1], 1)
    return Found(
        len(others) + 1,
        wrong,
        noticed,
        f"{len(others) + 1} openings for accuracy tried, {len(wrong)} granted",
    )


def _would_open(fields: list[str], subjects: int) -> bool:
    """Whether the vault takes the entry; it is taken back."""
    values = [
        uuid7(),
        str(Purpose.ACCURACY),
        fields,
        [uuid7() for _each in range(subjects)],
        *[bytes(32)] * 3,
    ]
    with vault_connection(SERVICE) as connection:
        try:
            with connection.transaction(force_rollback=True):
                connection.execute(WRITE.encode(), values)
        except psycopg.errors.CheckViolation:
            return False
    return True


@contextmanager
def _filled(world: World) -> Iterator[None]:
    """A studio that nobody depends on: this database's if it is a copy, else a new one's."""
    if world.scratch:
        yield
        return
    with scratch_database(world.superuser_dsn):
        fill_studio("accurate")
        yield
