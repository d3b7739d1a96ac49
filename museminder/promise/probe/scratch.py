"""A database of its own for the probe, on the same server, gone when the probe is over."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.secrets import role_passwords
from museminder.foundation.tenancy.provisioning import make_signing_key, provision


@contextmanager
def scratch_database(superuser_dsn: str) -> Iterator[str]:
    """A new, migrated, empty database that every alias of this process points at; yields its name.

    ``superuser_dsn`` reaches any database of the server as its superuser. The database is dropped at the end,
    whatever happens in between.
    """
    name = f"probe_{uuid.uuid4().hex[:12]}"
    served = {alias: database["NAME"] for alias, database in settings.DATABASES.items()}
    passwords = role_passwords(settings.MUSEMINDER_HOME)
    try:
        provision(superuser_dsn, name, passwords)
        _point_at(dict.fromkeys(served, name))
        call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
        owner = make_conninfo(superuser_dsn, dbname=name, user="owner", password=passwords["owner"])
        make_signing_key(owner)
        yield name
    finally:
        _point_at(served)
        with psycopg.connect(superuser_dsn, autocommit=True) as server:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _point_at(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connection = connections[alias]
        with suppress(Exception):
            connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
        settings.DATABASES[alias]["NAME"] = name
        connection.settings_dict["NAME"] = name
