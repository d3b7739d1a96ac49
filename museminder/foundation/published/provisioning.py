"""Makes the public database's roles and tables: numbered steps of SQL, each done once, in order.

Not Django's migrations: those belong to the studios' database and its owner, who has nothing to do here.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.secrets import PUBLIC_ROLES

STEPS = Path(__file__).parent / "sql"
OWNER = "public_owner"


def provision_public(superuser_dsn: str, database: str, passwords: dict[str, str]) -> None:
    """Make the public database what this version needs; running it again changes nothing but the passwords.

    ``superuser_dsn`` reaches any database of its server as the superuser; ``passwords`` has one entry for each of
    ``PUBLIC_ROLES``.
    """
    with psycopg.connect(superuser_dsn, autocommit=True) as server:
        _make_roles(server, passwords)
        if not server.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            server.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(database), sql.Identifier(OWNER))
            )
    with psycopg.connect(make_conninfo(superuser_dsn, dbname=database), autocommit=True) as connection:
        _close_doors(connection, database)
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(OWNER)))
        _take_steps(connection)
        connection.execute("reset role")
        mark = sql.Literal(_mark(passwords))
        connection.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(database), mark))


def public_is_provisioned(superuser_dsn: str, database: str, passwords: dict[str, str]) -> bool:
    """Whether this version made this public database up to date before, told in a few milliseconds."""
    look = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
    try:
        with psycopg.connect(superuser_dsn) as connection:
            row = connection.execute(look, [database]).fetchone()
    except psycopg.Error:
        return False
    return row is not None and row[0] == _mark(passwords)


def _make_roles(server: psycopg.Connection, passwords: dict[str, str]) -> None:
    existing = {name for (name,) in server.execute("select rolname from pg_roles")}
    for role in PUBLIC_ROLES:
        if role not in existing:
            server.execute(sql.SQL("create role {} login noinherit").format(sql.Identifier(role)))
        server.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(passwords[role]))
        )


def _close_doors(connection: psycopg.Connection, database: str) -> None:
    everyone = sql.SQL(", ").join(map(sql.Identifier, PUBLIC_ROLES))
    name = sql.Identifier(database)
    connection.execute(sql.SQL("revoke all on database {} from public").format(name))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(name, everyone))
    connection.execute(sql.SQL("grant create on database {} to {}").format(name, sql.Identifier(OWNER)))
    connection.execute("revoke all on schema public from public")


def _take_steps(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute(
            "select pg_advisory_xact_lock(4714)"
        )  # two starts at once: the second finds it done
        connection.execute("create schema if not exists steps")
        connection.execute(
            "create table if not exists steps.step (name text primary key, taken_at timestamptz not null default now())"
        )
        taken = {name for (name,) in connection.execute("select name from steps.step")}
        for step in _steps():
            if step.stem not in taken:
                connection.execute(step.read_text().encode())
                connection.execute("insert into steps.step (name) values (%s)", [step.stem])


def _steps() -> list[Path]:
    return sorted(STEPS.glob("[0-9]*.sql"))


def _mark(passwords: dict[str, str]) -> str:
    known = hashlib.sha256(Path(__file__).read_bytes())
    for step in _steps():
        known.update(step.name.encode() + step.read_bytes())
    known.update(json.dumps(passwords, sort_keys=True).encode())
    return f"museminder public {known.hexdigest()}"
