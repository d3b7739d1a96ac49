"""Makes the vault's roles, database and tables: numbered steps of SQL, each done once, in order.

Not Django's migrations: those belong to the studios' database and its owner, and neither may reach this one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.secrets import VAULT_ROLES
from museminder.foundation.vault.access_log.notes import Signer
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.quotas import quota_rows

STEPS = Path(__file__).parent / "sql"
OWNER = "vault_owner"
_QUOTA = """
insert into access_log.quota (action, purpose, kind, is_distinct, minutes, least, times)
values (%s, %s, %s, %s, %s, %s, %s)
on conflict (action, purpose) do update set (kind, is_distinct, minutes, least, times)
    = (excluded.kind, excluded.is_distinct, excluded.minutes, excluded.least, excluded.times)
"""
SERVING = tuple(role for role in VAULT_ROLES if role != OWNER)


def provision_vault(superuser_dsn: str, database: str, passwords: dict[str, str], log_key: str) -> None:
    """Make the vault what this version needs; running it again changes nothing but the passwords.

    ``superuser_dsn`` reaches any database of the vault's server as its superuser; ``passwords`` has one entry for
    each of ``VAULT_ROLES``; ``log_key`` is the secret that signs the access log's checkpoints.
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
        _write_lists(connection, log_key)
        connection.execute("reset role")
        mark = sql.Literal(_mark(passwords))
        connection.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(database), mark))


def vault_is_provisioned(superuser_dsn: str, database: str, passwords: dict[str, str]) -> bool:
    """Whether this version made this vault up to date before, told in a few milliseconds."""
    look = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
    try:
        with psycopg.connect(superuser_dsn) as connection:
            row = connection.execute(look, [database]).fetchone()
    except psycopg.Error:
        return False
    return row is not None and row[0] == _mark(passwords)


def waiting_steps(auditor_dsn: str) -> list[str]:
    """The steps that this version has and the vault has not seen, in order."""
    with psycopg.connect(auditor_dsn) as connection:
        taken = {name for (name,) in connection.execute("select name from step")}
    return [step.stem for step in _steps() if step.stem not in taken]


def _make_roles(server: psycopg.Connection, passwords: dict[str, str]) -> None:
    existing = {name for (name,) in server.execute("select rolname from pg_roles")}
    for role in VAULT_ROLES:
        if role not in existing:
            server.execute(sql.SQL("create role {} login noinherit").format(sql.Identifier(role)))
        server.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(passwords[role]))
        )


def _close_doors(connection: psycopg.Connection, database: str) -> None:
    everyone = sql.SQL(", ").join(map(sql.Identifier, VAULT_ROLES))
    name = sql.Identifier(database)
    connection.execute(sql.SQL("revoke all on database {} from public").format(name))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(name, everyone))
    connection.execute(sql.SQL("grant create on database {} to {}").format(name, sql.Identifier(OWNER)))
    connection.execute("revoke all on schema public from public")
    connection.execute(sql.SQL("grant usage on schema public to {}").format(everyone))
    connection.execute(sql.SQL("grant create on schema public to {}").format(sql.Identifier(OWNER)))


def _take_steps(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute(
            "select pg_advisory_xact_lock(4713)"
        )  # two starts at once: the second finds it done
        connection.execute(
            "create table if not exists step (name text primary key, taken_at timestamptz not null default now())"
        )
        connection.execute("grant select on step to vault_auditor")
        taken = {name for (name,) in connection.execute("select name from step")}
        for step in _steps():
            if step.stem not in taken:
                connection.execute(step.read_text())
                connection.execute("insert into step (name) values (%s)", [step.stem])


def _write_lists(connection: psycopg.Connection, log_key: str) -> None:
    connection.execute(
        "insert into access_log.purpose select unnest(%s::text[]) on conflict do nothing",
        [[str(purpose) for purpose in Purpose]],
    )
    with connection.cursor() as cursor:
        cursor.executemany(_QUOTA, quota_rows())
    origin = f"museminder.invalid/{secrets.token_hex(8)}/access-log"
    connection.execute(
        "insert into access_log.log (origin, verifier) values (%s, %s) on conflict (id) do nothing",
        [origin, Signer.from_secret(origin, log_key).verifier],
    )


def _steps() -> list[Path]:
    return sorted(STEPS.glob("[0-9]*.sql"))


def _mark(passwords: dict[str, str]) -> str:
    known = hashlib.sha256(Path(__file__).read_bytes())
    for step in _steps():
        known.update(step.name.encode() + step.read_bytes())
    known.update(json.dumps([passwords, sorted(Purpose), quota_rows()], sort_keys=True).encode())
    return f"museminder vault {known.hexdigest()}"
