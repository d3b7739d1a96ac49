"""kill -9 of the worker that posts a month: before, inside and after the commit, each month is posted once.

The moment is forced by a lock somebody else holds: the worker comes to it, waits, and is killed there.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connections
from django.db.models import Count

from museminder.domain.billing.actions.postings import prepare_posting, start_posting
from museminder.domain.billing.models import Charge, FamilyAccount, Posting
from tests.databases import TestDatabase
from tests.domain.billing.mortal import Mother, mother
from tests.factories.classes import make_meeting, make_offering
from tests.factories.money import faults, pay
from tests.factories.people import make_family, make_student
from tests.factories.tuition import enroll, make_plan, priced
from tests.schools import NOON, School

pytestmark = pytest.mark.slow
CHILDREN, PATIENCE = 3, 90  # seconds, on a busy computer
WHOLE = "lock table {} in access exclusive mode"
WRITING = "lock table {} in share mode"
BEFORE = [
    WHOLE.format("sec.job"),
    WHOLE.format("sec.job_attempt"),
    WHOLE.format("tenancy_studio"),
    WHOLE.format("billing_posting"),
    "select 1 from billing_posting for share",
]
INSIDE = [
    WRITING.format("billing_ledgertransaction"),
    WRITING.format("billing_ledgerline"),
    WRITING.format("billing_charge"),
    WRITING.format("billing_postingrow"),
    WRITING.format("audit_change"),
]
AFTER = [
    WHOLE.format("billing_receipt"),
    WHOLE.format("billing_credit"),
    WRITING.format("billing_allocation"),
    "select 1 from billing_familyaccount for share",
    "select 1 from billing_receipt for share",
]
MOMENTS = [
    (lock, posted) for moments, posted in ((BEFORE, 0), (INSIDE, 0), (AFTER, CHILDREN)) for lock in moments
]


def month(number: int) -> date:
    return date(2026 + (8 + number) // 12, (8 + number) % 12 + 1, 1)


def fill(school: School) -> None:
    """Three families with money lying here, in a class with one meeting in each of many months."""
    offering = priced(make_offering(meetings=0), make_plan())
    for number in range(len(MOMENTS)):
        first = month(number)
        make_meeting(offering, datetime(first.year, first.month, 10, 20, 0, tzinfo=UTC))
    for number in range(CHILDREN):
        child = make_student(school, make_family(school, f"Family {number}"), f"Child {number}")
        pay(enroll(school, child, offering).family_account, 5_000_00, school)


@contextmanager
def watched(database: TestDatabase) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as looking:
        yield looking


def wait_for(looking: psycopg.Connection, question: str, answer: int) -> None:
    until = time.monotonic() + PATIENCE
    while looking.execute(question).fetchone() != (answer,):
        assert time.monotonic() < until, question
        time.sleep(0.02)


WAITING = """select count(*) from pg_stat_activity where usename in ('worker', 'queue')
             and datname = current_database() and wait_event_type = 'Lock'"""
ALIVE = """select count(*) from pg_stat_activity where usename in ('worker', 'queue')
           and datname = current_database()"""


def kill_at(lock: str, workers: Mother, database: TestDatabase, looking: psycopg.Connection) -> None:
    """Start a worker, wait until it stands before the lock, kill it, and wait until nothing of it is left."""
    with psycopg.connect(database.superuser_dsn()) as holding:
        holding.execute(lock)  # type: ignore[arg-type]
        pid = workers.start_worker()
        wait_for(looking, WAITING, 1)
        os.kill(pid, signal.SIGKILL)
        assert workers.end_of_worker() == -signal.SIGKILL
    wait_for(looking, ALIVE, 0)
    looking.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")


def charged(period: date, school: School) -> int:
    with school.inside(school.owner):
        return Charge.objects.filter(period=period).count()


def test_each_month_is_posted_once_however_its_worker_dies(
    live_school: School, live_database: TestDatabase
) -> None:
    school = live_school
    with school.inside(school.owner):
        fill(school)
    with mother(live_database.name) as workers, watched(live_database) as looking:
        for number, (lock, posted) in enumerate(MOMENTS):
            period = month(number)
            with school.inside(school.owner):
                made = prepare_posting(period=period, by=school.owner.actor, at=NOON)
                start_posting(posting=made, by=school.owner.actor, at=NOON)
            connections["worker"].close()
            connections["queue"].close()
            kill_at(lock, workers, live_database, looking)
            assert charged(period, school) == posted, lock
            workers.start_worker()
            assert workers.end_of_worker() == 0
            assert charged(period, school) == CHILDREN, lock
    with school.inside(school.owner):
        by_source = Charge.objects.values("period", "source_id").annotate(times=Count("id"))
        assert sorted(row["times"] for row in by_source) == [1] * CHILDREN * len(MOMENTS)
        assert Posting.objects.filter(state="posted").count() == len(MOMENTS)
        assert {charge.state for charge in Charge.objects.all()} == {"paid"}
        assert faults(*FamilyAccount.objects.all()) == []
