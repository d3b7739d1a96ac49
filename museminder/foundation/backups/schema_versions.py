"""Which migrations and steps a database has seen, and which of them this version of the program does not know."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

PACKAGE = Path(__file__).resolve().parents[2]
_DATABASES = "select datname from pg_database where datallowconn and not datistemplate order by 1"
_SEEN = {
    "public.django_migrations": "select app || '.' || name from public.django_migrations",
    "public.step": "select 'step.' || name from public.step",
    "steps.step": "select 'step.' || name from steps.step",
}


def schema_of(superuser_dsn: str) -> list[str]:
    """Every migration and step that the databases of a cluster have seen: ``billing.0007_lines``, ``step.0001_x``."""
    with psycopg.connect(superuser_dsn) as server:
        names = [name for (name,) in server.execute(_DATABASES)]
    seen: set[str] = set()
    for name in names:
        with psycopg.connect(make_conninfo(superuser_dsn, dbname=name)) as connection:
            for table, query in _SEEN.items():
                if connection.execute("select to_regclass(%s)", [table]).fetchone() != (None,):
                    seen.update(step for (step,) in connection.execute(query))
    return sorted(seen)


def newer_than_we(schema: Iterable[str]) -> list[str]:
    """Those of our own areas that this version does not have: it cannot run a database that has seen them."""
    ours = {path.parent.parent.name for path in PACKAGE.rglob("migrations/0*.py")} | {"step"}
    known = {f"{path.parent.parent.name}.{path.stem}" for path in PACKAGE.rglob("migrations/0*.py")}
    known |= {f"step.{path.stem}" for path in PACKAGE.rglob("sql/0*.sql")}
    return sorted(each for each in schema if each.partition(".")[0] in ours and each not in known)
