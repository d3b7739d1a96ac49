"""Test databases: one migrated template for each state of the migrations, copied in a fifth of a second."""

from __future__ import annotations

import functools
import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import role_passwords
from museminder.foundation.tenancy.provisioning import SERVING_ROLES, make_signing_key, provision
from tests.publics import public_for_this_process
from tests.vaults import vault_for_this_process


def superuser_dsn(database: str = "postgres") -> str:
    """How to reach the test server as its superuser: DATABASE_SUPERUSER_URL, else the embedded one."""
    given = os.environ.get("DATABASE_SUPERUSER_URL")
    if given:
        return psycopg.conninfo.make_conninfo(given, dbname=database)
    return Embedded(settings.MUSEMINDER_HOME).dsn(db=database)


@dataclass(frozen=True)
class TestDatabase:
    """One database that the settings point at."""

    __test__ = False
    name: str

    def role_dsn(self, role: str) -> str:
        """How to log in as one site's role, for attacks that speak SQL."""
        password = role_passwords(settings.MUSEMINDER_HOME)[role]
        return psycopg.conninfo.make_conninfo(superuser_dsn(self.name), user=role, password=password)

    def superuser_dsn(self) -> str:
        """How to look from outside, as the server's own superuser."""
        return superuser_dsn(self.name)

    @contextmanager
    def copied(self) -> Iterator[TestDatabase]:
        """A fresh copy of the template, in place of this one."""
        copy = TestDatabase(f"test_{uuid.uuid4().hex[:12]}")
        _copy(_template_name(), copy.name)
        _point_at(copy.name)
        try:
            yield copy
        finally:
            _point_at(self.name)
            _drop(copy.name)


@contextmanager
def database_for_this_process() -> Iterator[TestDatabase]:
    """Start the server if need be, make the template once, and copy it for this process."""
    if "DATABASE_SUPERUSER_URL" not in os.environ:
        Embedded(settings.MUSEMINDER_HOME).start()
        _write_without_waiting()
    _make_template()
    name = f"test_{uuid.uuid4().hex[:12]}"
    _copy(_template_name(), name)
    _point_at(name)
    try:
        with vault_for_this_process(superuser_dsn()), public_for_this_process(superuser_dsn()):
            yield TestDatabase(name)
    finally:
        close_all()
        _drop(name)


@functools.cache  # once: somebody may edit a migration while it is being run
def _write_without_waiting() -> None:
    """What is in a test's database may be lost with the machine; waiting for the disk took half of every test."""
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "summarize_wal"):
            server.execute(f"alter system set {setting} = off")
        server.execute("alter system set max_wal_size = '256MB'")
        server.execute("select pg_reload_conf()")


@functools.cache  # once, for the same reason: what was made is what is copied
def _template_name() -> str:
    state = hashlib.sha256()
    for path in sorted(Path(settings.PROJECT, "museminder").rglob("*")):
        if path.suffix in (".py", ".sql") and ("migrations" in path.parts or "sql" in path.parts):
            state.update(path.read_bytes())
    state.update(Path(settings.PROJECT, "museminder/foundation/tenancy/access.py").read_bytes())
    state.update(Path(settings.PROJECT, "museminder/foundation/tenancy/pg/schema.py").read_bytes())
    state.update(Path(settings.PROJECT, "requirements/base.txt").read_bytes())
    return f"template_{state.hexdigest()[:12]}"


def _make_template() -> None:
    name = _template_name()
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute("select pg_advisory_lock(4711)")  # one process makes it, the others wait here
        if server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return
        unfinished = f"{name}_unfinished"
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(unfinished)))
        provision(superuser_dsn(), unfinished, role_passwords(settings.MUSEMINDER_HOME))
        with psycopg.connect(superuser_dsn(unfinished), autocommit=True) as connection:
            _let_owner_switch_roles(connection)
        _point_at(unfinished)
        call_command("migrate", database="owner", verbosity=0, skip_checks=True)
        close_all()
        make_signing_key(TestDatabase(unfinished).role_dsn("owner"))
        rename = sql.SQL("alter database {} rename to {}")
        server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))


def _let_owner_switch_roles(connection: psycopg.Connection) -> None:
    # Unit tests run on owner's one connection and switch with SET LOCAL ROLE; owner never inherits a site's rights.
    for role in SERVING_ROLES:
        connection.execute(sql.SQL("grant {} to owner").format(sql.Identifier(role)))


def _copy(template: str, name: str) -> None:
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute("select pg_advisory_lock(4712)")
        server.execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        let_in_our_roles_alone(server, name)


def let_in_our_roles_alone(server: psycopg.Connection, name: str) -> None:
    """What a copy of a database does not take along: who may connect to it."""
    everyone = ", ".join(("owner", *SERVING_ROLES))
    server.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
    server.execute(sql.SQL("grant connect on database {} to " + everyone).format(sql.Identifier(name)))


def _drop(name: str) -> None:
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def close_all() -> None:
    """Close every connection and every pool of this process."""
    for connection in connections.all(initialized_only=True):
        with suppress(Exception):
            connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()


def _point_at(name: str) -> None:
    close_all()
    for alias in settings.DATABASES:
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
