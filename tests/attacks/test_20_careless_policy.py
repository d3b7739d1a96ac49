"""Attack 20: somebody adds a rule to every table that lets everybody see everything. The strict rules hold anyway."""

from __future__ import annotations

from collections import Counter

import psycopg
import pytest
from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from museminder.domain.people.models import CustodyDenial, Student
from museminder.foundation.tenancy.access import Custody
from museminder.foundation.tenancy.fields import studio_field
from museminder.promise.probe.filling import NOW, Filled
from tests.attacks.conftest import Login, enter
from tests.databases import TestDatabase

TABLES = sorted(model._meta.db_table for model in apps.get_models() if studio_field(model))
ABOUT_STUDENTS = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if any(isinstance(rule, Custody) for rule in model._meta.constraints)
)


@pytest.fixture
def careless(live_database: TestDatabase, ours: Filled, theirs: Filled) -> None:
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as outside:
        for table in TABLES:
            outside.execute(f"create policy careless on {table} for select using (true)")


@pytest.mark.parametrize("who", ["owner", "guardian"])
def test_no_row_of_another_studio_is_seen(careless: None, login: Login, ours: Filled, who: str) -> None:
    person = getattr(ours, who)
    connection = login(person.site)
    enter(connection, person, ours)

    seen: Counter[bool] = Counter()
    for table in readable(connection):
        for (studio_id,) in connection.execute(f"select studio_id from {table}"):
            seen[studio_id == ours.studio_id] += 1

    assert seen[False] == 0
    assert seen[True] > 10


def test_a_barred_student_is_not_seen(careless: None, login: Login, ours: Filled) -> None:
    student = ours.rows["people.Student"].pk
    assert rows_about_students(login("member"), ours) > 3

    denial = CustodyDenial(
        studio_id=ours.studio_id,
        student_id=student,
        guardian_id=ours.rows["people.Guardian"].pk,
        person_name="guardian",
        evidence="Family court",
        recorded_by_name="owner",
        starts_at=NOW,
    )
    rows: QuerySet[models.Model] = QuerySet(CustodyDenial, using="owner")
    rows.bulk_create([denial])

    assert rows_about_students(login("member"), ours) == 0
    assert Student.objects.using("owner").filter(pk=student).count() == 1


def readable(connection: psycopg.Connection) -> list[str]:
    """Tables this role has any grant on at all."""
    allowed = connection.execute(
        "select name from unnest(%s::text[]) name where has_column_privilege(name, 'studio_id', 'select')",
        [TABLES],
    )
    return [name for (name,) in allowed]


def rows_about_students(connection: psycopg.Connection, studio: Filled) -> int:
    enter(connection, studio.guardian, studio)
    tables = set(readable(connection)) & set(ABOUT_STUDENTS)
    counts = [connection.execute(f"select count(*) from {table}").fetchone()[0] for table in sorted(tables)]
    connection.rollback()
    return sum(counts)
