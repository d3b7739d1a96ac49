"""kill -9 of the worker that writes an import: wherever it dies, the next one ends with the same, and nothing twice.

The moment is forced by a lock somebody else holds: the worker comes to it, waits, and is killed there.
"""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from museminder.domain.switching.actions.checks import check_batch
from museminder.domain.switching.actions.commits import start_commit
from museminder.domain.switching.actions.undoing import start_undo
from museminder.domain.switching.actions.uploads import upload_files
from museminder.domain.switching.models import ImportBatch, ImportFile, ImportRow
from museminder.domain.switching.tasks import forget_in_every_studio
from museminder.primitives import clock
from tests.databases import TestDatabase
from tests.domain.billing.mortal import Mother, mother
from tests.domain.billing.test_tasks_killed import kill_at, watched
from tests.domain.switching.actions.importing import counts
from tests.schools import School

pytestmark = pytest.mark.slow
WRITING = "lock table {} in share mode"
MOMENTS = {
    "before anything": "select 1 from switching_importbatch for share",
    "among the families": WRITING.format("people_guardian"),
    "among the classes": WRITING.format("courses_meeting"),
    "among the enrollments": WRITING.format("enrollment_participation"),
    "among the balances": WRITING.format("billing_ledgerline"),
}
OURS = ("switching.", "identity.", "billing.NumberCounter")


def lists(mark: str) -> list[tuple[str, bytes]]:
    """Two families with three children, a class with two of them, what one family owes, a lesson owed."""
    students = (
        "student external id,first name,last name,birth date,family external id,classes,make-up credits,"
        "guardian 1 first name\n"
        f"{mark}1,Ada,{mark},02/13/2015,f{mark},Tap {mark},1,Bea\n"
        f"{mark}2,Ben,{mark},03/14/2016,f{mark},Tap {mark},,Bea\n"
        f"{mark}3,Cleo,Q{mark},04/15/2016,g{mark},,,Dora\n"
    )
    classes = (
        "class external id,class name,course,instructors,days,start time,end time,first day,last day,places,tuition\n"
        f"c{mark},Tap {mark},Tap {mark},Ida {mark},Mon,4:00 pm,5:00 pm,09/21/2026,12/28/2026,8,40\n"
    )
    balances = f"family external id,opening balance,as of\nf{mark},45.00,2026-08-31\n"
    return [
        ("students.csv", students.encode()),
        ("classes.csv", classes.encode()),
        ("balances.csv", balances.encode()),
    ]


def ask_for(school: School, mark: str) -> ImportBatch:
    """Look files over and ask for them to be written."""
    by, at = school.owner.actor, clock.now()
    with school.inside(school.owner):
        batch = upload_files(files=lists(mark), by=by, at=at)
        check_batch(batch_id=batch.pk, by=by, at=at)
        started = start_commit(batch_id=batch.pk, by=by, at=at)
        start_commit(batch_id=batch.pk, by=by, at=at)  # a double click asks for nothing more
    connections["worker"].close()
    return started


def there(school: School) -> dict[str, int]:
    with school.inside(school.owner):
        return counts(*OURS)


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def test_import_is_whole_and_once_wherever_its_worker_dies_and_its_files_go_at_night(
    live_school: School, live_database: TestDatabase
) -> None:
    school = live_school
    with mother(live_database.name) as workers, watched(live_database) as looking:
        before = there(school)
        ask_for(school, "Whole")
        workers.start_worker()
        assert workers.end_of_worker() == 0
        whole = grown(before, there(school))
        assert (whole["people.Student"], whole["enrollment.Enrollment"], whole["billing.Charge"]) == (3, 2, 1)
        for shared in ("courses.Season", "courses.Program", "billing.TuitionPlan"):
            del whole[shared]  # the next imports find them
        for number, (moment, lock) in enumerate(MOMENTS.items()):
            before = there(school)
            ask_for(school, f"Kill{'abcdefgh'[number]}")
            kill_at(lock, workers, live_database, looking)
            with school.inside(school.owner):
                half = ImportBatch.objects.order_by("created_at").last()
                assert (half.state, half.has_paused(clock.now() + timedelta(minutes=2))) == (
                    "committing",
                    True,
                ), moment
            workers.start_worker()
            assert workers.end_of_worker() == 0
            assert grown(before, there(school)) == whole, moment
        taken_back_and_forgotten(school, workers, live_database, looking)


def taken_back_and_forgotten(
    school: School, workers: Mother, database: TestDatabase, looking: psycopg.Connection
) -> None:
    """The last import is taken back, its worker dying on the way; at night its files go, those of the others stay."""
    with school.inside(school.owner):
        assert set(ImportBatch.objects.values_list("state", flat=True)) == {"committed"}
        batch = ImportBatch.objects.order_by("created_at").last()
        start_undo(batch_id=batch.pk, by=school.owner.actor, at=clock.now())
    connections["worker"].close()
    kill_at(WRITING.format("people_family"), workers, database, looking)
    workers.start_worker()
    assert workers.end_of_worker() == 0
    forget_in_every_studio(timestamp=0)
    connections["worker"].close()
    workers.start_worker()
    assert workers.end_of_worker() == 0
    with school.inside(school.owner):
        undone = ImportBatch.objects.get(pk=batch.pk)
        assert (undone.state, undone.forgotten_at is not None) == ("undone", True)
        assert not ImportRow.objects.filter(batch=undone).exists()
        kept = ImportFile.objects.exclude(content=None).values_list("batch_id", flat=True)
        assert len(set(kept)) == len(MOMENTS)
