"""Which version of MuseMinder a database was last brought up to date by: a mark kept with the database itself.

Loading Django to find that no migration waits costs a second start half of its time. The mark names everything that
decides what a database should look like; whatever of it changes, the long way is gone again.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from museminder.cli.surroundings import PROJECT

LOOK = """
    select shobj_description(oid, 'pg_database'),
           (select md5(string_agg(app || ' ' || name, ',' order by id)) from django_migrations)
    from pg_database where datname = current_database()
"""


def was_brought_up_to_date(superuser_dsn: str, database: str, passwords: dict[str, str]) -> bool:
    """Whether the mark on the database is that of this version; False when there is no such database."""
    try:
        with psycopg.connect(make_conninfo(superuser_dsn, dbname=database)) as connection:
            marked, migrated = connection.execute(LOOK).fetchone() or (None, None)
    except psycopg.Error:
        return False
    return marked is not None and marked == _mark(migrated, passwords)


def mark_as_up_to_date(superuser_dsn: str, database: str, passwords: dict[str, str]) -> None:
    """Leave the mark of this version on the database."""
    with psycopg.connect(make_conninfo(superuser_dsn, dbname=database), autocommit=True) as connection:
        _, migrated = connection.execute(LOOK).fetchone() or (None, None)
        mark = sql.Literal(_mark(migrated, passwords))
        connection.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(database), mark))


def _mark(migrated: str | None, passwords: dict[str, str]) -> str:
    """What the tables are made from: our migrations and SQL, the packages', the roles, and what has run."""
    known = hashlib.sha256((PROJECT / "requirements/base.txt").read_bytes())
    for path in _sources():
        known.update(f"\n{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    known.update(json.dumps([migrated, passwords], sort_keys=True).encode())
    return f"museminder {known.hexdigest()}"


def _sources() -> list[Path]:
    package = PROJECT / "museminder"
    return sorted(
        [*package.rglob("migrations/*.py"), *package.rglob("*.sql"), *package.rglob("provisioning.py")]
    )
