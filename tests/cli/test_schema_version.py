"""A second start skips what was done, and never what was not."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from museminder.cli import schema_version
from museminder.cli.schema_version import mark_as_up_to_date, was_brought_up_to_date
from tests.databases import TestDatabase

PASSWORDS = {"owner": "one", "studio": "two"}


@pytest.fixture
def marked(live_database: TestDatabase) -> tuple[str, str]:
    mark_as_up_to_date(live_database.superuser_dsn(), live_database.name, PASSWORDS)
    return live_database.superuser_dsn(), live_database.name


def test_marked_database_is_up_to_date(marked: tuple[str, str]) -> None:
    assert was_brought_up_to_date(*marked, PASSWORDS) is True


def test_database_without_a_mark_is_not(live_database: TestDatabase) -> None:
    assert was_brought_up_to_date(live_database.superuser_dsn(), live_database.name, PASSWORDS) is False


def test_database_that_does_not_exist_is_not(live_database: TestDatabase) -> None:
    assert was_brought_up_to_date(live_database.superuser_dsn(), "no_such_database", PASSWORDS) is False


def test_migration_that_was_taken_back_is_noticed(marked: tuple[str, str]) -> None:
    with psycopg.connect(marked[0]) as connection:
        connection.execute("delete from django_migrations where id = (select max(id) from django_migrations)")

    assert was_brought_up_to_date(*marked, PASSWORDS) is False


def test_new_password_is_noticed(marked: tuple[str, str]) -> None:
    assert was_brought_up_to_date(*marked, PASSWORDS | {"studio": "three"}) is False


def test_new_migration_is_noticed(marked: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema_version._sources()
    monkeypatch.setattr(schema_version, "_sources", lambda: [*before, Path(__file__)])

    assert was_brought_up_to_date(*marked, PASSWORDS) is False


def test_what_makes_the_tables_is_all_looked_at() -> None:
    names = {path.name for path in schema_version._sources()}

    assert {"0001_initial.py", "provisioning.py", "context.sql"} <= names
