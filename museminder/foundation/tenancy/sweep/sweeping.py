"""The sweep itself, and the refusal to serve a database that fails it."""

from __future__ import annotations

import sys

from django.db import connections

from museminder.foundation.tenancy.sweep.catalog import Connection, read_catalog
from museminder.foundation.tenancy.sweep.declared import declared_tables
from museminder.foundation.tenancy.sweep.findings import Finding
from museminder.foundation.tenancy.sweep.keys import find_in_keys
from museminder.foundation.tenancy.sweep.rights import find_in_rights
from museminder.foundation.tenancy.sweep.tables import find_in_tables


class NotClean(SystemExit):
    """The database is not as it must be; ends the process, with status 1, unless somebody catches it."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(1)
        self.findings = findings


def sweep(connection: Connection) -> list[Finding]:
    """Look through the catalogs for whatever would let one studio see another; an empty list is what we want.

    Compares the database with what the models declare, both ways. Reads catalogs only, so any role's connection
    will do: Django's or psycopg's.
    """
    catalog, declared = read_catalog(connection), declared_tables()
    found = {*find_in_tables(catalog, declared), *find_in_keys(catalog, declared), *find_in_rights(catalog)}
    return sorted(found)


def refuse_unless_clean(alias: str = "studio") -> None:
    """Called before the first page is served: print what the sweep found and end, or go on if it found nothing."""
    connection = connections[alias]
    try:
        findings = sweep(connection)
    finally:
        connection.close()
    if findings:
        said = [f"MuseMinder does not serve: {len(findings)} findings in the database.", *map(str, findings)]
        sys.stderr.write("\n".join([*said, "museminder isolation sweep", ""]))
        raise NotClean(findings)
