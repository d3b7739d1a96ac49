"""The one account that reads a whole cluster for its backup, and PostgreSQL's programs run as it.

It may read and replicate, never write: the processes that ship the log run for months and hold its password.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from museminder.foundation.embedded.binaries import program
from museminder.foundation.embedded.places import Account
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import secret

ROLE = "backup"
OWN = "backup-password"


class NotRunning(Exception):
    """The cluster does not run, so nothing can be read from it."""


def make_role(embedded: Embedded) -> None:
    """Make the account or give it its password again; raises ``NotRunning``."""
    if not embedded.status().running:
        raise NotRunning(f"{embedded.cluster.title} does not run: museminder database start")
    word = sql.Identifier(ROLE), sql.Literal(secret(embedded.home, OWN))
    with psycopg.connect(embedded.dsn(), autocommit=True) as server:
        if not server.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone():
            server.execute(sql.SQL("create role {} login replication").format(word[0]))
        server.execute(sql.SQL("alter role {} password {}").format(*word))
        server.execute(sql.SQL("grant execute on function pg_switch_wal() to {}").format(word[0]))


def system_of(embedded: Embedded) -> str:
    """The number that PostgreSQL gave this cluster when it was made, and every copy of it has."""
    with psycopg.connect(embedded.dsn()) as server:
        row = server.execute("select system_identifier::text from pg_control_system()").fetchone()
    return str(row[0]) if row else ""


def reader_dsn(embedded: Embedded) -> str:
    """How that account signs in."""
    return embedded.dsn(ROLE, secret(embedded.home, OWN))


def reader_surroundings(embedded: Embedded) -> dict[str, str]:
    """The same for PostgreSQL's own programs; among their arguments a password would show in the list of processes."""
    return {
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C",
        "TZ": "UTC",
        "PGHOST": str(embedded.socket_directory),
        "PGUSER": ROLE,
        "PGPASSWORD": secret(embedded.home, OWN),
    }


def own_program(name: str) -> Path:
    """One of PostgreSQL's client programs, for us ourselves."""
    return program(name, Account(os.geteuid(), os.getegid(), is_another=False))


def said_in(complaints: IO[bytes]) -> str:
    """The last thing a program complained of."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it did not say why"


def complaints_file() -> IO[bytes]:
    """Where a program may complain without ever waiting for a reader."""
    return tempfile.TemporaryFile()
