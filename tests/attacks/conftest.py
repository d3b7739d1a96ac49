"""Two studios with a row in every table, in a database of their own with every site's own login."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest

from museminder.foundation.tenancy.context import site
from museminder.promise.probe.filling import Filled, Person, fill_studio
from tests.databases import TestDatabase

Login = Callable[[str], psycopg.Connection]


@pytest.fixture
def ours(live_database: TestDatabase) -> Filled:
    """The studio the attacker belongs to."""
    return filled("ours")


@pytest.fixture
def theirs(live_database: TestDatabase) -> Filled:
    """The studio the attacker wants to see."""
    return filled("theirs")


@pytest.fixture
def login(live_database: TestDatabase) -> Iterator[Login]:
    """Log in as one of the serving roles, with its own password."""
    with ExitStack() as opened:
        yield lambda role: opened.enter_context(psycopg.connect(live_database.role_dsn(role)))


def filled(slug: str) -> Filled:
    studio = fill_studio(slug)
    assert studio.unfilled == {}
    return studio


def enter(connection: psycopg.Connection, person: Person, studio: Filled) -> None:
    """Open a transaction inside a studio, by a session's secret."""
    connection.execute("select 1 from sec.begin_ctx(%s, %s)", [person.secret, studio.slug])


def token_of(connection: psycopg.Connection) -> str:
    """The signed context of the open transaction."""
    return connection.execute("select current_setting('app.ctx')").fetchone()[0]


def refusal(connection: psycopg.Connection, statement: str, parameters: list | None = None) -> str:
    """The error code a statement ends with; empty when it was accepted."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement, parameters)
            connection.execute("set constraints all immediate")
    except psycopg.Error as error:
        return error.sqlstate or "no code"
    return ""


def on(name: str):
    """Serve one site."""
    return site(name)
