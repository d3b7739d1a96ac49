"""Show that no studio can see another: look through the database, and try to get across."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo

from museminder.cli.surroundings import Surroundings, surroundings
from museminder.cli.verbs import Area, Refused, Report
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.tenancy.sweep import sweep as look_through
from museminder.promise.probe.attempts import CASES, VERBS
from museminder.promise.probe.probing import ROLES, Probed
from museminder.promise.probe.probing import probe as try_everything

AREA = Area("isolation")


@AREA.verb(
    "Look through the database's catalogs for what would let one studio see another; ends with 1 if found."
)
def sweep(options: Namespace) -> Report:
    """Compare tables, policies, grants, keys, functions and roles with what they must be."""
    try:
        with _studio_login() as connection:
            findings = look_through(connection)
    except psycopg.OperationalError as error:
        raise Refused(f"The database does not answer: {error}") from error
    lines = [str(finding) for finding in findings] or ["Nothing lets one studio see another."]
    return Report(lines, {"findings": [asdict(finding) for finding in findings]}, good=not findings)


def _studio_login() -> psycopg.Connection:
    # a plain connection: a pool would go on trying for ten seconds where there is no database
    served = settings.DATABASES["studio"]
    options = {name: value for name, value in served["OPTIONS"].items() if name.startswith("ssl")}
    return psycopg.connect(
        host=served["HOST"],
        port=served.get("PORT") or None,
        dbname=served["NAME"],
        user=served["USER"],
        password=served["PASSWORD"],
        **options,
    )


@AREA.verb(
    "Try every table and every page of one studio from inside another, in a database of its own; "
    "ends with 1 if anything crossed, or could not be shown."
)
def probe(options: Namespace) -> Report:
    """Make a scratch database with two studios, try to get across, print the figures, drop it."""
    logging.disable(logging.ERROR)  # thousands of refusals are what we want, not news
    try:
        with _server(surroundings()) as superuser_dsn:
            probed = try_everything(superuser_dsn)
    except psycopg.OperationalError as error:
        raise Refused(f"The database does not answer: {error}") from error
    finally:
        logging.disable(logging.NOTSET)
    return _told(probed)


@contextmanager
def _server(here: Surroundings) -> Iterator[str]:
    """The server to make the scratch database on; the embedded one is started if need be, and stopped again."""
    if here.superuser_url:
        yield make_conninfo(here.superuser_url, dbname="postgres")  # the living database is left alone
        return
    embedded = Embedded(here.home)
    ran = embedded.status().running
    embedded.start()
    try:
        yield embedded.dsn()
    finally:
        if not ran and not _in_use(embedded):
            embedded.stop()


def _in_use(embedded: Embedded) -> bool:
    """Whether somebody else came to the server in between: `bin/run`, started meanwhile."""
    with psycopg.connect(embedded.dsn()) as server:
        row = server.execute(
            "select exists (select from pg_stat_activity "
            "where backend_type = 'client backend' and pid <> pg_backend_pid() and datname not like 'probe\\_%')"
        ).fetchone()
    return bool(row and row[0])


def _told(probed: Probed) -> Report:
    addresses = len({attempt.where for attempt in probed.pages})
    twins = len(probed.attempts) - len(probed.alone)
    tried = f"{probed.tables} tables x {len(VERBS)} verbs x {len(CASES)} cases x {len(ROLES)} roles"
    lines = [
        f"{len(probed.statements)} statements: {tried}.",
        f"{len(probed.references)} references from one studio's records to another's.",
        f"{len(probed.pages)} requests: {addresses} addresses of two sites, with another studio's ids and name.",
        *(f"  {count:6} {outcome}" for outcome, count in probed.outcomes.items()),
        f"{len(probed.attempts)} attempts, {len(probed.crossed)} crossed, {twins} with their twin.",
        *(f"CROSSED {attempt.said}" for attempt in probed.crossed),
        *dict.fromkeys(f"NO TWIN {each.who}: {each.how} {each.where}" for each in probed.alone),
        *(f"NOT SHOWN {problem}" for problem in probed.problems),
    ]
    data = {
        "tables": probed.tables,
        "verbs": len(VERBS),
        "cases": len(CASES),
        "roles": len(ROLES),
        "addresses": addresses,
        "statements": len(probed.statements),
        "references": len(probed.references),
        "requests": len(probed.pages),
        "attempts": len(probed.attempts),
        "crossed": [asdict(attempt) for attempt in probed.crossed],
        "twins": twins,
        "without_twin": [asdict(attempt) for attempt in probed.alone],
        "not_shown": probed.problems,
        "outcomes": probed.outcomes,
    }
    return Report(lines, data, good=probed.good)
