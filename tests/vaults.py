"""The vault of the tests: a database of its own beside the studios', in the same cluster, because that is quick.

That it works in a cluster of its own is shown where both run: tests/foundation/vault/test_provisioning_two_clusters.py.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from museminder.foundation.embedded.secrets import vault_passwords
from museminder.foundation.vault.access_log.entries import Entry, entry_of
from museminder.foundation.vault.access_log.sequencing import log_key
from museminder.foundation.vault.connecting import close_vault_connections, vault_dsn
from museminder.foundation.vault.provisioning import provision_vault

_NEW = """
select id, at, studio_id, account_id, action, purpose, fields, subjects from access_log.entry
where not id = any (%s) order by id
"""


_open: list[Vault] = []


@dataclass
class Vault:
    """The vault that the settings point at, looked at from outside as its server's superuser."""

    superuser_dsn: str
    seen: set[uuid.UUID] = field(default_factory=set)

    def role_dsn(self, role: str) -> str:
        """How to log in as one of the vault's roles, for attacks that speak SQL."""
        return vault_dsn(role)

    def do(self, statement: str, parameters: object = None) -> list[tuple]:
        """Do what only the superuser may; returns the rows, if any."""
        with psycopg.connect(self.superuser_dsn, autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def new_entries(self) -> list[Entry]:
        """What was written into the access log since the last look, in order."""
        found = [entry_of(row) for row in self.do(_NEW, [list(self.seen)])]
        self.seen |= {entry.id for entry in found}
        return found


@contextmanager
def vault_for_this_process(superuser_dsn: str) -> Iterator[Vault]:
    """An empty vault on a server, which the settings of this process and of those it starts point at."""
    name = f"vault_{uuid.uuid4().hex[:12]}"
    kept, served = dict(settings.VAULT_SERVER), os.environ.get("VAULT_DATABASE_URL")
    provision_vault(superuser_dsn, name, vault_passwords(settings.MUSEMINDER_HOME), log_key())
    _open.append(Vault(make_conninfo(superuser_dsn, dbname=name)))
    _point_at(_open[-1].superuser_dsn)
    try:
        yield _open[-1]
    finally:
        _open.pop()
        close_vault_connections()
        settings.VAULT_SERVER = kept
        if served is None:
            os.environ.pop("VAULT_DATABASE_URL")
        else:
            os.environ["VAULT_DATABASE_URL"] = served
        with psycopg.connect(superuser_dsn, autocommit=True) as server:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def vault_here() -> Vault:
    """The vault that this process uses; what was written before is not news."""
    _open[-1].new_entries()
    return _open[-1]


def point_back() -> None:
    """Point at the vault that is open: what a test puts there for a moment may be put back after its own is gone."""
    if _open:
        superuser_dsn = _open[-1].superuser_dsn
        if _server_of(superuser_dsn) != settings.VAULT_SERVER:
            _point_at(superuser_dsn)


def _server_of(superuser_dsn: str) -> dict[str, str]:
    known = {part: str(value) for part, value in conninfo_to_dict(superuser_dsn).items() if value is not None}
    return {part: value for part, value in known.items() if part not in {"user", "password"}}


def _point_at(superuser_dsn: str) -> None:
    close_vault_connections()
    settings.VAULT_SERVER = _server_of(superuser_dsn)
    os.environ["VAULT_DATABASE_URL"] = make_conninfo(**settings.VAULT_SERVER)
