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

from museminder.foundation.embedded.secrets import role_passwords, secret, vault_passwords
from museminder.foundation.embedded.servers import server_of
from museminder.foundation.tenancy.provisioning import make_signing_key, provision
from museminder.foundation.vault.access_log.sequencing import LOG_KEY
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.foundation.vault.provisioning import provision_vault


@contextmanager
def scratch_database(superuser_dsn: str) -> Iterator[str]:
    """A new, migrated, empty database that every alias of this process points at; yields its name.

    ``superuser_dsn`` reaches any database of the server as its superuser. The database is dropped at the end,
    whatever happens in between.
    """
    name = f"probe_{uuid.uuid4().hex[:12]}"
    served = {alias: database["NAME"] for alias, database in settings.DATABASES.items()}
    passwords = role_passwords(settings.MUSEMINDER_HOME)
    vault, vault_name = settings.VAULT_SERVER, f"{name}_vault"
    try:
        provision(superuser_dsn, name, passwords)
        _point_at(dict.fromkeys(served, name))
        log_key = secret(settings.MUSEMINDER_HOME, LOG_KEY)
        provision_vault(superuser_dsn, vault_name, vault_passwords(settings.MUSEMINDER_HOME), log_key)
        settings.VAULT_SERVER = server_of(make_conninfo(superuser_dsn, dbname=vault_name))
        call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
        owner = make_conninfo(superuser_dsn, dbname=name, user="owner", password=passwords["owner"])
        make_signing_key(owner)
        yield name
    finally:
        _point_at(served)
        close_vault_connections()
        settings.VAULT_SERVER = vault
        with psycopg.connect(superuser_dsn, autocommit=True) as server:
            for made in (name, vault_name):
                server.execute(
                    sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(made))
                )


def _point_at(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connection = connections[alias]
        with suppress(Exception):
            connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has one
        settings.DATABASES[alias]["NAME"] = name
        connection.settings_dict["NAME"] = name
