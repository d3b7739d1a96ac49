"""Show that no studio can see another: look through the database, and try to get across."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from django.db import Error, connections

from museminder.cli.verbs import Area, Refused, Report
from museminder.foundation.tenancy.sweep import sweep as look_through

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
