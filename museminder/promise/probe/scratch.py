"""A database of its own for the probe, on the same server, gone when the probe is over."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.secrets import role_passwords, secret, vault_passwords
from museminder.foundation.embedded.servers import server_of
from museminder.foundation.tenancy.provisioning import make_signing_key, provision
from museminder.foundation.vault.access_log.sequencing import LOG_KEY
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.foundation.vault.provisioning import provision_vault


@dataclass(slots=True)
class _Ready:
    """A migrated, empty database that is copied for whoever needs one; nameless until somebody does."""

    name: str = ""


_ready: ContextVar[_Ready | None] = ContextVar("ready", default=None)


@contextmanager
def migrated_once(superuser_dsn: str) -> Iterator[None]:
    """While this lasts, only the first scratch database is migrated and each is a copy of it: a second, not twenty."""
    ready = _Ready()
    token = _ready.set(ready)
    try:
        yield
    finally:
        _ready.reset(token)
        if ready.name:
            drop_database(superuser_dsn, ready.name)


@contextmanager
def scratch_database(superuser_dsn: str) -> Iterator[str]:
    """A new, migrated, empty database that every alias of this process points at; yields its name.

    ``superuser_dsn`` reaches any database of the server as its superuser. The database is dropped at the end,
    whatever happens in between.
    """
    name = f"probe_{uuid.uuid4().hex[:12]}"
    served = {alias: database["NAME"] for alias, database in settings.DATABASES.items()}
    vault, vault_name = settings.VAULT_SERVER, f"{name}_vault"
    try:
        log_key = secret(settings.MUSEMINDER_HOME, LOG_KEY)
        provision_vault(superuser_dsn, vault_name, vault_passwords(settings.MUSEMINDER_HOME), log_key)
        settings.VAULT_SERVER = server_of(make_conninfo(superuser_dsn, dbname=vault_name))
        _make(superuser_dsn, name)
        yield name
    finally:
        _point_at(served)
        close_vault_connections()
        settings.VAULT_SERVER = vault
        for made in (name, vault_name):
            drop_database(superuser_dsn, made)


def point_at(name: str) -> None:
    """Have every alias of this process reach one database, by new connections."""
    _point_at(dict.fromkeys(settings.DATABASES, name))


def copy_database(
    superuser_dsn: str, original: str, copy: str, *, roles: Iterable[str] | None = None
) -> None:
    """Copy a database as it is, and let these roles in, the sites' own if none are named.

    This process closes its connections first; those to a vault are the caller's to close.
    """
    let_in = {str(database["USER"]) for database in settings.DATABASES.values()} | {"ctx"}
    close_connections()  # a database with a connection cannot be copied
    with psycopg.connect(superuser_dsn, autocommit=True) as server:
        names = (sql.Identifier(copy), sql.Identifier(original))
        server.execute(sql.SQL("create database {} template {}").format(*names))
        server.execute(sql.SQL("revoke all on database {} from public").format(names[0]))
        for role in sorted(let_in if roles is None else roles):
            server.execute(
                sql.SQL("grant connect on database {} to {}").format(names[0], sql.Identifier(role))
            )


def drop_database(superuser_dsn: str, name: str) -> None:
    """Drop a database, whoever is connected to it; one that is not there is no error."""
    with psycopg.connect(superuser_dsn, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def close_connections() -> None:
    """Close every connection and every pool of this process."""
    for connection in connections.all(initialized_only=True):
        with suppress(Exception):
            connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one


def _make(superuser_dsn: str, name: str) -> None:
    """Migrate a new database, or copy the one that is ready; the aliases point at it."""
    ready = _ready.get()
    if ready is None:
        _migrate(superuser_dsn, name)
        return
    if not ready.name:
        made = f"{name}_ready"
        try:
            _migrate(superuser_dsn, made)
        except BaseException:
            close_connections()
            drop_database(superuser_dsn, made)
            raise
        ready.name = made
    copy_database(superuser_dsn, ready.name, name)
    point_at(name)


def _migrate(superuser_dsn: str, name: str) -> None:
    passwords = role_passwords(settings.MUSEMINDER_HOME)
    provision(superuser_dsn, name, passwords)
    point_at(name)
    call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
    owner = make_conninfo(superuser_dsn, dbname=name, user="owner", password=passwords["owner"])
    make_signing_key(owner)


def _point_at(names: dict[str, str]) -> None:
    close_connections()
    for alias, name in names.items():
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
