"""Jobs are kept or rolled back with what asked for them, and know no more than their studio."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from museminder.foundation.tenancy import jobs
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import QUEUE, enqueue, fan_out, studio_transaction
from tests.databases import TestDatabase
from tests.schools import School, open_school

PACKAGE = Path(jobs.__file__).parents[2]


def waiting(columns: str) -> list[tuple]:
    with connections["queue"].cursor() as cursor:
        cursor.execute(f"select {columns} from procrastinate_jobs order by id")
        return [tuple(map(_read, row)) for row in cursor.fetchall()]


def _read(value: Any) -> Any:
    # plain cursors leave JSON as it is written
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def test_a_job_is_stored_with_its_studio_and_nothing_secret(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        job = enqueue("probe", lock="ledger", day="2026-05-20")

    studio = live_school.studio_id
    assert waiting("id, queue_name, task_name, lock, args, status::text") == [
        (job, QUEUE, "probe", f"{studio}:ledger", {"day": "2026-05-20", "studio_id": studio}, "todo")
    ]


def test_a_job_is_rolled_back_with_what_asked_for_it(live_school: School) -> None:
    def ask_and_fail() -> None:
        with live_school.inside(live_school.owner):
            enqueue("probe")
            raise LookupError

    with pytest.raises(LookupError):
        ask_and_fail()

    assert waiting("id") == []


def test_one_waiting_job_is_enough_in_each_studio(live_school: School) -> None:
    other = open_school("elsewhere", "Elsewhere")
    for school in (live_school, other):
        with school.inside(school.owner):
            enqueue("probe", once="tonight")
            with pytest.raises(IntegrityError), transaction.atomic(using="studio"):
                enqueue("probe", once="tonight")

    assert len(waiting("id")) == 2


def test_outside_a_studio_nothing_can_be_asked_for(live_school: School) -> None:
    with jobs.site("studio"), pytest.raises(DatabaseError, match="no context"):
        enqueue("probe")


def test_a_job_does_its_work_inside_its_studio(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        job = enqueue("probe")
    with connections["queue"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])

    with jobs.site("worker"), jobs._claimed(job, live_school.studio_id):
        for _ in range(2):  # a long job takes several transactions
            with studio_transaction() as entry:
                assert (current_site(), entry.studio_id, entry.roles) == (
                    "worker",
                    live_school.studio_id,
                    frozenset({"worker"}),
                )
                assert entry.account_id == live_school.owner.account_id

    with pytest.raises(RuntimeError, match="no job is running"), studio_transaction():
        pass


def test_periodic_work_reaches_every_open_studio(live_school: School) -> None:
    other, closed = open_school("elsewhere", "Elsewhere"), open_school("gone", "Gone")
    with connections["owner"].cursor() as cursor:
        cursor.execute("update tenancy_studio set closed_at = now() where id = %s", [closed.studio_id])

    assert fan_out("billing.reconcile") == 2

    assert waiting("args") == [({"studio_id": school.studio_id},) for school in (live_school, other)]


def test_a_task_that_is_not_listed_reaches_no_studio(live_school: School) -> None:
    with pytest.raises(DatabaseError, match="may not be started for every studio"):
        fan_out("billing.commit_posting")

    assert waiting("id") == []


def test_every_task_that_is_started_in_every_studio_is_let_into_it(live_database: TestDatabase) -> None:
    """One that the database does not know would be refused each night, and nobody would see it."""
    started = {
        call.args[0].value
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "fan_out"
        if isinstance(call.args[0], ast.Constant)
    }
    with psycopg.connect(live_database.superuser_dsn()) as server:
        known = {name for (name,) in server.execute("select name from sec.periodic_task")}

    assert sorted(started - known) == []
    assert len(started) >= 9
