"""Show that no studio can see another: look through the database, and try to get across."""

from __future__ import annotations

import logging
from argparse import Namespace
from dataclasses import asdict

import psycopg
from django.db import Error, connections

from museminder.cli.surroundings import surroundings
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
        findings = look_through(connections["studio"])
    except Error as error:
        raise Refused(f"The database does not answer: {error}") from error
    lines = [str(finding) for finding in findings] or ["Nothing lets one studio see another."]
    return Report(lines, {"findings": [asdict(finding) for finding in findings]}, good=not findings)


@AREA.verb(
    "Try every table and every page of one studio from inside another, in a database of its own; "
    "ends with 1 if anything crossed, or could not be shown."
)
def probe(options: Namespace) -> Report:
    """Make a scratch database with two studios, try to get across, print the figures, drop it."""
    here = surroundings()
    logging.disable(logging.ERROR)  # thousands of refusals are what we want, not news
    try:
        probed = try_everything(here.superuser_url or Embedded(here.home).dsn())
    except psycopg.OperationalError as error:
        raise Refused(f"The database does not answer: {error}") from error
    finally:
        logging.disable(logging.NOTSET)
    return _told(probed)


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
