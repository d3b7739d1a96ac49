"""Makes the vault's roles, database and tables, and writes the lists its tables start with."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import psycopg
from psycopg import sql

from museminder.foundation.embedded.secrets import VAULT_ROLES
from museminder.foundation.embedded.stepping import Stepped
from museminder.foundation.vault.access_log.notes import Signer
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.quotas import quota_rows

OWNER = "vault_owner"
SERVING = tuple(role for role in VAULT_ROLES if role != OWNER)
VAULT_DATABASE = Stepped(
    called="vault",
    roles=tuple(VAULT_ROLES),
    owner=OWNER,
    steps=Path(__file__).parent / "sql",
    noted_in="public",
    lock=4713,
)
_QUOTA = """
insert into access_log.quota (action, purpose, kind, is_distinct, minutes, least, times)
values (%s, %s, %s, %s, %s, %s, %s)
on conflict (action, purpose) do update set (kind, is_distinct, minutes, least, times)
    = (excluded.kind, excluded.is_distinct, excluded.minutes, excluded.least, excluded.times)
"""


def provision_vault(superuser_dsn: str, database: str, passwords: dict[str, str], log_key: str) -> None:
    """Make the vault what this version needs; running it again changes nothing but the passwords.

    ``superuser_dsn`` reaches any database of the vault's server as its superuser; ``passwords`` has one entry for
    each of ``VAULT_ROLES``; ``log_key`` is the secret that signs the access log's checkpoints.
    """
    VAULT_DATABASE.provision(
        superuser_dsn,
        database,
        passwords,
        mark=_mark(passwords),
        before=_open_schema,
        after=lambda connection: _write_lists(connection, log_key),
    )


def vault_is_provisioned(superuser_dsn: str, database: str, passwords: dict[str, str]) -> bool:
    """Whether this version made this vault up to date before, told in a few milliseconds."""
    return VAULT_DATABASE.is_marked(superuser_dsn, database, mark=_mark(passwords))


def waiting_steps(auditor_dsn: str) -> list[str]:
    """The steps that this version has and the vault has not seen, in order."""
    return VAULT_DATABASE.waiting(auditor_dsn)


def _open_schema(connection: psycopg.Connection) -> None:
    everyone = sql.SQL(", ").join(map(sql.Identifier, VAULT_ROLES))
    connection.execute(sql.SQL("grant usage on schema public to {}").format(everyone))
    connection.execute(sql.SQL("grant create on schema public to {}").format(sql.Identifier(OWNER)))


def _write_lists(connection: psycopg.Connection, log_key: str) -> None:
    connection.execute("grant select on step to vault_auditor")
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


def _mark(passwords: dict[str, str]) -> str:
    lists = json.dumps([passwords, sorted(Purpose), quota_rows()], sort_keys=True)
    return VAULT_DATABASE.mark(Path(__file__).read_bytes(), lists.encode())
