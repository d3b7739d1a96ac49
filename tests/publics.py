"""The public database of the tests: beside the studios', in the same cluster, because that is quick.

That it works in a cluster of its own is shown where all run:
tests/foundation/published/test_provisioning_a_cluster_of_its_own.py.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from museminder.foundation.embedded.secrets import public_passwords
from museminder.foundation.published.connecting import close_public_connections, public_dsn
from museminder.foundation.published.provisioning import provision_public

URL = "PUBLIC_DATABASE_URL"
_open: list[Public] = []


@dataclass(frozen=True)
class Public:
    """The public database that the settings point at, looked at from outside as its server's superuser."""

    superuser_dsn: str

    def role_dsn(self, role: str) -> str:
        """How to log in as one of its roles, for attacks that speak SQL."""
        return public_dsn(role)

    def do(self, statement: str, parameters: object = None) -> list[tuple]:
        """Do what only the superuser may; returns the rows, if any."""
        with psycopg.connect(self.superuser_dsn, autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def empty(self) -> None:
        """As it was made: nothing published, no letter, nobody counted."""
        self.do("truncate published.item, published.publication, published.letter, published.counted")


@contextmanager
def public_for_this_process(superuser_dsn: str) -> Iterator[Public]:
    """An empty public database on a server, which the settings of this process and of those it starts point at."""
    name = f"public_{uuid.uuid4().hex[:12]}"
    kept, served = dict(settings.PUBLIC_SERVER), os.environ.get(URL)
    provision_public(superuser_dsn, name, public_passwords(settings.MUSEMINDER_HOME))
    close_public_connections()
    known = {part: str(value) for part, value in conninfo_to_dict(superuser_dsn).items() if value is not None}
    settings.PUBLIC_SERVER = {
        part: value for part, value in known.items() if part not in {"user", "password"}
    } | {"dbname": name}
    os.environ[URL] = make_conninfo(**settings.PUBLIC_SERVER)
    _open.append(Public(make_conninfo(superuser_dsn, dbname=name)))
    try:
        yield _open[-1]
    finally:
        _open.pop()
        close_public_connections()
        settings.PUBLIC_SERVER = kept
        if served is None:
            os.environ.pop(URL)
        else:
            os.environ[URL] = served
        with psycopg.connect(superuser_dsn, autocommit=True) as server:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def public_here() -> Public:
    """The public database that this process uses, emptied."""
    _open[-1].empty()
    return _open[-1]
