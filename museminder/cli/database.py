"""Start, stop, look at and update the databases of this computer: the studios', the vault's and the public one."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import django
import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo

from museminder.cli.schema_version import mark_as_up_to_date, was_brought_up_to_date
from museminder.cli.surroundings import Surroundings, surroundings
from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.embedded.clusters import PUBLIC, VAULT
from museminder.foundation.embedded.postgres import SUPERUSER, Embedded, Status
from museminder.foundation.embedded.secrets import (
    ROLES,
    public_passwords,
    role_passwords,
    secret,
    vault_passwords,
)
from museminder.foundation.published.provisioning import provision_public, public_is_provisioned
from museminder.foundation.published.publishing import publish
from museminder.foundation.tenancy.provisioning import make_signing_key, provision
from museminder.foundation.vault.access_log.sequencing import LOG_KEY
from museminder.foundation.vault.provisioning import provision_vault, vault_is_provisioned
from museminder.primitives import clock

AREA = Area("database")


@AREA.verb("Start the database, the vault and the public database, making them first if there are none.")
def start(options: Namespace) -> Report:
    """Start the embedded clusters; when they run already, say so."""
    return _told([cluster.start() for cluster in _embedded()], good=True)


@AREA.verb("Stop the database, the vault and the public database cleanly.")
def stop(options: Namespace) -> Report:
    """Stop the embedded clusters; everything committed is on disk."""
    clusters = _embedded()
    for cluster in clusters:
        cluster.stop()
    return _told([cluster.status() for cluster in clusters], good=True)


@AREA.verb("Say whether the three databases run, and where; ends with 1 when one of them does not.")
def status(options: Namespace) -> Report:
    """Look, change nothing."""
    found = [cluster.status() for cluster in _embedded()]
    return _told(found, good=all(each.running for each in found))


@AREA.verb(
    "Print how to reach the database, password included.",
    argument(
        "--as", dest="user", default="owner", choices=(SUPERUSER, *ROLES), help="the role (default: owner)"
    ),
)
def dsn(options: Namespace) -> Report:
    """Print a connection string, for psql and the like."""
    here = surroundings()
    if here.superuser_url:
        raise Refused("DATABASE_URL names a server: it knows how it is reached.")
    text = Embedded(here.home).dsn(options.user, db=here.database)
    return Report([text], {"dsn": text})


@AREA.verb("Make the roles and bring the tables up to date; the database must run.")
def migrate(options: Namespace) -> Report:
    """Make roles, database and tables what this version needs; running it again changes nothing."""
    bring_up_to_date()
    return Report(["The database is up to date."], {"up_to_date": True})


def bring_up_to_date() -> None:
    """Roles, then migrations as the owner, then the key that signs contexts, then the vault, then what is public.

    Raises Refused when the server cannot be reached or does not let us.
    """
    here = surroundings()
    superuser = _superuser(here)
    passwords = role_passwords(here.home)
    owner = make_conninfo(superuser, dbname=here.database, user="owner", password=passwords["owner"])
    try:
        provision(superuser, here.database, passwords)
        django.setup()
        if waiting_migrations():
            call_command("migrate", database="owner", verbosity=0, interactive=False)
        make_signing_key(owner)
        mark_as_up_to_date(superuser, here.database, passwords)
        log_key = secret(here.home, LOG_KEY)
        provision_vault(_vault_superuser(here), here.vault_database, vault_passwords(here.home), log_key)
        provision_public(_public_superuser(here), here.public_database, public_passwords(here.home))
        publish(at=clock.now())
    except psycopg.OperationalError as error:
        raise Refused(f"The database does not answer: {error}") from error


def is_up_to_date() -> bool:
    """Whether this version brought this database up to date before, told in a few milliseconds."""
    here = surroundings()
    home = here.home
    return (
        was_brought_up_to_date(_superuser(here), here.database, role_passwords(home))
        and vault_is_provisioned(_vault_superuser(here), here.vault_database, vault_passwords(home))
        and public_is_provisioned(_public_superuser(here), here.public_database, public_passwords(home))
    )


def waiting_migrations() -> int:
    """How many migrations this version has that the database has not seen."""
    executor = MigrationExecutor(connections["owner"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _superuser(here: Surroundings) -> str:
    return here.superuser_url or Embedded(here.home).dsn()


def _vault_superuser(here: Surroundings) -> str:
    return here.vault_superuser_url or Embedded(here.home, VAULT).dsn()


def _public_superuser(here: Surroundings) -> str:
    return here.public_superuser_url or Embedded(here.home, PUBLIC).dsn()


def clusters_of(here: Surroundings) -> list[Embedded]:
    """The clusters that live on this computer: all three, unless an address says that one is elsewhere."""
    return [
        *([] if here.superuser_url else [Embedded(here.home)]),
        *([] if here.vault_superuser_url else [Embedded(here.home, VAULT)]),
        *([] if here.public_superuser_url else [Embedded(here.home, PUBLIC)]),
    ]


def _embedded() -> list[Embedded]:
    clusters = clusters_of(surroundings())
    if not clusters:
        raise Refused("DATABASE_URL names a server: it is started and stopped where it lives.")
    return clusters


def _told(found: list[Status], *, good: bool) -> Report:
    lines = []
    for status in found:
        name = status.title
        lines.append(f"{name} runs (process {status.pid})." if status.running else f"{name} does not run.")
        lines += [f"Data: {status.data}", f"Log: {status.log}"]
    data = {"running": all(each.running for each in found), "clusters": [asdict(each) for each in found]}
    return Report(lines, data, good)
