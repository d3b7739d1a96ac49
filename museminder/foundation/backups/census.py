"""How many rows each table holds and a checksum of them, at one place in the log: a restored copy is compared with it.

The place is exact: it is taken while nothing is being written, between two equal positions of the log, and a copy that
is brought forward to it must hold the same rows.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

PATIENCE = 20.0  # seconds to wait for a moment in which nothing is written
_DATABASES = "select datname from pg_database where datallowconn and not datistemplate order by 1"
_TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
order by 1, 2
"""
_COUNT = """
select count(*), coalesce(sum(hashtextextended(museminder_row::text, 0)::numeric), 0)::text
from only {} museminder_row
"""
_ALIKE = "set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1; set bytea_output = 'hex'"
_QUIET = "select pg_snapshot_xmin(now.s) = pg_snapshot_xmax(now.s) from (select pg_current_snapshot() s) now"


@dataclass(frozen=True, slots=True)
class Census:
    """``lsn`` is the place in the log; ``tables`` has rows and checksum by ``database.schema.table``."""

    lsn: str
    tables: Mapping[str, tuple[int, str]]


def take_census(superuser_dsn: str) -> Census | None:
    """Count a living cluster at one exact place of its log; None when it was never quiet for a moment."""
    deadline = time.monotonic() + PATIENCE
    with contextlib.ExitStack() as open_ones:
        server = open_ones.enter_context(psycopg.connect(superuser_dsn, autocommit=True))
        connections = {
            name: open_ones.enter_context(_reading(superuser_dsn, name)) for name in _names(server)
        }
        while time.monotonic() < deadline:
            before = _place(server)
            quiet = [connection.execute(_QUIET).fetchone() == (True,) for connection in connections.values()]
            if all(quiet) and _place(server) == before:
                return Census(before, dict(_counted(connections)))
            for connection in connections.values():
                connection.rollback()
            time.sleep(0.003)
    return None


def count_tables(superuser_dsn: str) -> dict[str, tuple[int, str]]:
    """The same of a copy in which nobody writes."""
    with contextlib.ExitStack() as open_ones:
        server = open_ones.enter_context(psycopg.connect(superuser_dsn, autocommit=True))
        connections = {
            name: open_ones.enter_context(_reading(superuser_dsn, name)) for name in _names(server)
        }
        return dict(_counted(connections))


def differences(before: Mapping[str, tuple[int, str]], after: Mapping[str, tuple[int, str]]) -> list[str]:
    """A sentence for each table that is not the same, naming no row."""
    said = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            said.append(f"{name} is in one of them only")
        elif old[0] != new[0]:
            said.append(f"{name} held {old[0]} rows and holds {new[0]}")
        elif old[1] != new[1]:
            said.append(f"{name} holds as many rows as before, but others")
    return said


@contextlib.contextmanager
def _reading(superuser_dsn: str, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(make_conninfo(superuser_dsn, dbname=database), autocommit=True) as connection:
        connection.execute(_ALIKE)
        connection.autocommit = False
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection
        connection.rollback()


def _names(server: psycopg.Connection) -> list[str]:
    return [name for (name,) in server.execute(_DATABASES)]


def _place(server: psycopg.Connection) -> str:
    row = server.execute("select pg_current_wal_insert_lsn()::text").fetchone()
    return str(row[0]) if row else ""


def _counted(connections: Mapping[str, psycopg.Connection]) -> Iterator[tuple[str, tuple[int, str]]]:
    for database, connection in connections.items():
        for schema, table in connection.execute(_TABLES).fetchall():
            row = connection.execute(sql.SQL(_COUNT).format(sql.Identifier(schema, table))).fetchone()
            rows, checksum = row or (0, "0")
            yield f"{database}.{schema}.{table}", (rows, checksum)
