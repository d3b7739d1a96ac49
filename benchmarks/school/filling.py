"""Writes the schools: whole tables at a time, the same rows whenever it runs in the same week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.sizes import Sizes
from museminder.cli.demonstration_school.names import CHILDREN, FAMILY_NAMES, GUARDIANS
from museminder.domain.people.models.name_key import name_key
from museminder.foundation.vault.sealing import seal

SQL = Path(__file__).parent / "sql"
FILES = ("families.sql", "calendar.sql", "enrollments.sql", "billing.sql")
WEEKS = 14
OFFICE, GUARDIAN = "office@bench.example", "guardian@bench.example"
WEEK, LARGE, ONE, IMPORT = "bench-week", "bench-large", "bench-one-family", "bench-import"


def fill(owner_dsn: str, sizes: Sizes, *, on: date) -> None:
    """Write every studio into an empty, migrated database, as its owner.

    ``on`` is any day of the present week. ``bench-week`` has the list of 2,000 families and 500 meetings a week,
    ``bench-large`` 5,000 families and 10,000 enrollments, ``bench-one-family`` a single family, ``bench-import-…``
    nobody yet, ``bench-other-…`` are the others that a database of many studios holds.
    """
    monday = on - timedelta(days=on.weekday())
    at = datetime(monday.year, monday.month, monday.day, 12, tzinfo=UTC)
    with psycopg.connect(owner_dsn) as connection:
        connection.execute((SQL / "names.sql").read_text())
        _write_names(connection)
        people = _open_accounts(connection, at)
        for slug, name, facts in _schools(sizes):
            studio = _open_studio(connection, slug, name, people, at)
            if facts:
                _fill_school(connection, studio, facts | _when(monday, at), people)
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("vacuum (analyze)")


def _schools(sizes: Sizes) -> list[tuple[str, str, dict[str, Any]]]:
    nothing = {"class_every": 5, "class_size": 8, "chorus": 0, "owing": 0, "weeks": WEEKS}
    small = nothing | {"families": sizes.others_families, "children": sizes.others_families * 3 // 2}
    small |= {"weekly": min(40, sizes.weekly), "owing": sizes.others_families // 4}
    small |= {"class_size": min(8, small["children"])}
    families = sizes.families
    week = nothing | {"families": families, "children": families * 3 // 2, "weekly": sizes.weekly}
    week |= {"owing": families // 4}
    large = nothing | {"families": sizes.many_families, "children": sizes.many_families * 2}
    large |= {"weekly": sizes.enrolled // 16, "class_every": 1, "class_size": 16}
    large |= {"chorus": sizes.chorus, "owing": sizes.owing}
    one = nothing | {"families": 1, "children": 2, "weekly": 2, "class_size": 2, "owing": 1}
    return [
        *((f"bench-other-{n:02}", f"Benchmark School {n:02}", small) for n in range(1, sizes.others + 1)),
        (WEEK, f"Benchmark School of {families:,} Families", week),
        (LARGE, f"Benchmark School of {sizes.many_families:,} Families", large),
        (ONE, "Benchmark School of One Family", one),
        *((f"{IMPORT}-{n}", f"Benchmark Import {n}", {}) for n in range(sizes.long_runs + 1)),
    ]


def _when(monday: date, at: datetime) -> dict[str, Any]:
    return {"monday": monday, "at": at}


def _write_names(connection: psycopg.Connection) -> None:
    kinds = {"family": FAMILY_NAMES, "child": CHILDREN, "guardian": GUARDIANS}
    with connection.cursor().copy("copy name from stdin") as copy:
        for kind, names in kinds.items():
            for position, name in enumerate(names):
                copy.write_row((kind, position, name, name_key(name)))


def _open_accounts(connection: psycopg.Connection, at: datetime) -> dict[str, UUID]:
    people = {OFFICE: "Ottilie Brandt", GUARDIAN: "Eleftheria Papadimitriou"}
    ids = {}
    for number, (email, name) in enumerate(people.items()):
        row = connection.execute(
            "insert into identity_account"
            " (id, email, display_name, password, locale, is_active, is_operator, created_at)"
            " values (pg_temp.bench_id('person', 0, %s), %s, %s, '!', '', true, false, %s) returning id",
            [number, email, name, at],
        ).fetchone()
        ids[email] = row[0] if row else None
    return ids


def _open_studio(
    connection: psycopg.Connection, slug: str, name: str, people: dict[str, UUID], at: datetime
) -> int:
    studio = _one(
        connection,
        "insert into tenancy_studio (slug, name, time_zone, currency, region, locale, accent, email, opened_at)"
        " values (%s, %s, 'America/New_York', 'USD', 'US', 'en', 'verdigris', '', %s) returning id",
        [slug, name, at],
    )
    members = [(1, OFFICE, ["owner"], "Ottilie Brandt")]
    if slug in (WEEK, ONE):
        members.append((2, GUARDIAN, ["guardian"], "Eleftheria Papadimitriou"))
    for number, email, roles, called in members:
        connection.execute(
            "insert into identity_membership (studio_id, id, account_id, display_name, roles, started_at)"
            " values (%s, pg_temp.bench_id('membership', %s, %s), %s, %s, %s, %s)",
            [studio, studio, number, people[email], called, roles, at],
        )
    return studio


def _fill_school(
    connection: psycopg.Connection, studio: int, facts: dict[str, Any], people: dict[str, UUID]
) -> None:
    has_guardian = connection.execute(
        "select 1 from identity_membership where studio_id = %s and account_id = %s",
        [studio, people[GUARDIAN]],
    ).fetchone()
    facts = facts | {"studio": studio, "guardian": people[GUARDIAN] if has_guardian else None}
    connection.execute("truncate bench, birth")
    columns, marks = ", ".join(facts), ", ".join(["%s"] * len(facts))
    connection.execute(f"insert into bench ({columns}) values ({marks})", list(facts.values()))  # type: ignore[arg-type]
    _seal_birth_dates(connection, studio, facts["children"], facts["monday"])
    for file in FILES:
        connection.execute((SQL / file).read_text())


def _seal_birth_dates(connection: psycopg.Connection, studio: int, children: int, monday: date) -> None:
    rows = connection.execute(
        "select n, pg_temp.bench_id('student', %s, n) from generate_series(1, %s) n", [studio, children]
    ).fetchall()
    with connection.cursor().copy("copy birth from stdin") as copy:
        for number, student in rows:
            born = monday - timedelta(days=5 * 365 + number * 37 % (12 * 365))
            sealed = seal(born.isoformat().encode(), f"{studio}|people.student.birth_date|{student}")
            copy.write_row((student, sealed))


def _one(connection: psycopg.Connection, statement: str, values: list[Any]) -> int:
    row = connection.execute(statement, values).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return int(row[0])
