"""Start, stop, look at and update the database of this computer."""

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
from museminder.foundation.embedded.postgres import SUPERUSER, Embedded, Status
from museminder.foundation.embedded.secrets import ROLES, role_passwords
from museminder.foundation.tenancy.provisioning import make_signing_key, provision

AREA = Area("database")


@AREA.verb("Start the database, making it first if there is none.")
def start(options: Namespace) -> Report:
    """Start the embedded database; when it runs already, say so."""
    return _told(_embedded().start(), good=True)


@AREA.verb("Stop the database cleanly.")
def stop(options: Namespace) -> Report:
    """Stop the embedded database; everything committed is on disk."""
    embedded = _embedded()
    embedded.stop()
    return _told(embedded.status(), good=True)


@AREA.verb("Say whether the database runs and where it is; ends with 1 when it does not run.")
def status(options: Namespace) -> Report:
    """Look, change nothing."""
    found = _embedded().status()
    return _told(found, good=found.running)


@AREA.verb(
    "Print how to reach the database, password included.",
    argument(
        "--as", dest="user", default="owner", choices=(SUPERUSER, *ROLES), help="the role (default: owner)"
    ),
)
def dsn(options: Namespace) -> Report:
    """Print a connection string, for psql and the like."""
    here = surroundings()
    text = _embedded().dsn(options.user, db=here.database)
    return Report([text], {"dsn": text})


@AREA.verb("Make the roles and bring the tables up to date; the database must run.")
def migrate(options: Namespace) -> Report:
    """Make roles, database and tables what this version needs; running it again changes nothing."""
    bring_up_to_date()
    return Report(["The database is up to date."], {"up_to_date": True})


def bring_up_to_date() -> None:
    """Roles, then migrations as the owner, then the key that signs contexts; each only if it is missing.

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
    except psycopg.OperationalError as error:
        raise Refused(f"The database does not answer: {error}") from error


def is_up_to_date() -> bool:
    """Whether this version brought this database up to date before, told in a few milliseconds."""
    here = surroundings()
    return was_brought_up_to_date(_superuser(here), here.database, role_passwords(here.home))


def waiting_migrations() -> int:
    """How many migrations this version has that the database has not seen."""
    executor = MigrationExecutor(connections["owner"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _superuser(here: Surroundings) -> str:
    return here.superuser_url or Embedded(here.home).dsn()


def _embedded() -> Embedded:
    here = surroundings()
    if here.superuser_url:
        raise Refused("DATABASE_URL names a server: it is started and stopped where it lives.")
    return Embedded(here.home)


def _told(status: Status, *, good: bool) -> Report:
    said = f"The database runs (process {status.pid})." if status.running else "The database does not run."
    return Report([said, f"Data: {status.data}", f"Log: {status.log}"], asdict(status), good)
