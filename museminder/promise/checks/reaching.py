"""The public site and the operator reach no studio's table: each tries with all that it has been given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.secrets import ROLES, passwords_for
from museminder.foundation.published.connecting import COMMERCIAL, public_connection
from museminder.foundation.tenancy.fields import studio_field
from museminder.foundation.tenancy.provisioning import RETIRED
from museminder.promise.attempting import DENIED, outcome
from museminder.promise.checking import Found, World, check

STATEMENTS = (
    "select 1 from {} limit 1",
    "insert into {} default values",
    "delete from {}",
    "truncate {}",
)
IDENTITY = (
    "identity_account",
    "identity_session",
    "account_emailaddress",
    "mfa_authenticator",
    "tenancy_studio",
)
PUBLISHED = {"published.item", "published.publication"}  # all that the public site may read
_HELD = """
select r.name, t.name from unnest(%s::text[]) t (name), unnest(%s::text[]) r (name)
where exists (select 1 from pg_roles where rolname = r.name)
  and (has_table_privilege(r.name, t.name, 'select, insert, update, delete, truncate')
       or has_any_column_privilege(r.name, t.name, 'select, insert, update'))
"""
_READABLE = """
select format('%s.%s', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
  and has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select')
"""


@check(
    "commercial.reaches-nothing",
    "Tries every password that the public site is given on the studios' database, and looks at what it may read.",
)
def commercial(world: World) -> Found:
    """What the public site holds opens no studio's table; where it does open, nothing of a studio lies."""
    given = passwords_for(Path(settings.MUSEMINDER_HOME), ["commercial"])
    tables = _of_studios()
    names = sorted({*ROLES, *given, RETIRED, "postgres", "ctx"})
    tries = [(role, word) for role in names for word in given.values()]
    wrong = [
        f"{role} signs in with what the public site holds"
        for role, word in tries
        if _enters(world, role, word)
    ]
    wrong += list(_held(world, tables, [RETIRED, *given]))
    with public_connection(COMMERCIAL) as connection:
        readable = {name for (name,) in connection.execute(_READABLE)}
    wrong += [f"the public site reads {name}" for name in sorted(readable - PUBLISHED)]
    noticed = readable >= PUBLISHED and bool(list(_held(world, tables, ["studio"])))
    examined = len(tries) + len(tables) * (1 + len(given)) + len(readable)
    return Found(
        examined,
        wrong,
        noticed,
        f"{len(tries)} sign-ins and {len(tables)} tables tried with what the public site holds, {len(wrong)} open",
    )


@check(
    "operator.reaches-nothing",
    "Tries, as the operator's own role, to read and write every table of a studio.",
)
def operator(world: World) -> Found:
    """The role of those who run MuseMinder, on every table that says something about a family."""
    tables = _of_studios()
    wrong, examined = [], 0
    for table in tables:
        for statement in STATEMENTS:
            examined += 1
            if outcome("operator", statement.format(table)) != DENIED:
                wrong.append(f"operator: {statement.format(table)}")
    # What this role may read must be seen as readable, or a refusal would mean nothing.
    noticed = outcome("operator", "select 1 from privacy_promiseresult limit 1") == ""
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined:,} attempts on {len(tables)} tables, {len(wrong):,} not refused",
    )


def _of_studios() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if studio_field(model)) + list(IDENTITY)


def _enters(world: World, role: str, password: str) -> bool:
    """Whether a sign-in to the studios' database ends inside."""
    way = make_conninfo(world.superuser_dsn, dbname=_studios_database(), user=role, password=password)
    try:
        with psycopg.connect(way, connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _held(world: World, tables: list[str], roles: list[str]) -> Iterator[str]:
    """Each grant of these roles on these tables, whether or not they could sign in."""
    way = make_conninfo(world.superuser_dsn, dbname=_studios_database())
    with psycopg.connect(way) as connection:
        for role, table in connection.execute(_HELD, [tables, roles]):
            yield f"{role} has a grant on {table}"


def _studios_database() -> str:
    return str(settings.DATABASES["default"]["NAME"])
