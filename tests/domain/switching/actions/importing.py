"""Importing the shared files inside a school, without a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from museminder.domain.switching.actions.checks import check_batch
from museminder.domain.switching.actions.commits import begin_commit, commit_batch
from museminder.domain.switching.actions.undoing import begin_undo, undo_batch
from museminder.domain.switching.actions.uploads import set_reading, upload_files
from museminder.domain.switching.models import ImportBatch
from museminder.foundation.tenancy.context import current_entry, current_site
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.counting import tables_of_the_office
from tests.schools import School

DATA = Path(__file__).resolve().parents[3] / "data" / "rosters"
AT = datetime(2026, 9, 15, 16, 0, tzinfo=UTC)


def files(folder: str, *names: str) -> list[tuple[str, bytes]]:
    """Shared files by name."""
    return [(name, (DATA / folder / name).read_bytes()) for name in names]


MUSIC_STAFF = ("my-music-staff", "ContactList.csv", "balances.csv")
JACKRABBIT = ("jackrabbit", "students.csv", "classes.csv", "staff.csv")


@contextmanager
def same_transaction() -> Iterator[Any]:
    """The test's own transaction stands for the job's."""
    with transaction.atomic(using=current_site()):
        yield current_entry()


def looked_over(school: School, given: list[tuple[str, bytes]]) -> ImportBatch:
    """Upload files and look them over."""
    by = school.owner.actor
    batch = upload_files(files=given, by=by, at=AT)
    if not batch.date_order:
        set_reading(batch_id=batch.pk, date_order="mdy", kinds={}, mappings={}, by=by, at=AT)
    return check_batch(batch_id=batch.pk, by=by, at=AT)


def commit(
    school: School, batch: ImportBatch, transaction_of: Callable[[], Any] = same_transaction
) -> ImportBatch:
    """Write an import as its job does."""
    begin_commit(batch_id=batch.pk, by=school.owner.actor, at=AT)
    commit_batch(batch_id=batch.pk, by=school.owner.actor, at=AT, transaction_of=transaction_of)
    return ImportBatch.objects.get(pk=batch.pk)


def brought(school: School, *lists: tuple[str, str]) -> ImportBatch:
    """Lists, as (name, text), looked over and written."""
    return commit(school, looked_over(school, [(name, text.encode()) for name, text in lists]))


def remarks(school: School, batch: ImportBatch) -> list[str]:
    """What an import had to say about what it wrote."""
    found = ImportBatch.objects.get(pk=batch.pk)
    opened = reveal([found], ["report"], purpose=Purpose.IMPORT_CHECK, by=school.owner.actor, at=AT)
    said: list[str] = opened[found.pk]["report"]["remarks"]
    return said


def classes(*rows: str) -> tuple[str, str]:
    """A list of classes of our own template; each row from the name on, its id is its number."""
    headings = (
        "class external id,class name,course,instructors,days,start time,end time,room,"
        "first day,last day,places,tuition"
    )
    return "classes.csv", "\n".join([headings, *(f"c{number},{row}" for number, row in enumerate(rows)), ""])


def students(*rows: str) -> tuple[str, str]:
    """A list of students of our own template; each row from the first name on, its id is its number."""
    headings = (
        "student external id,first name,last name,birth date,family external id,classes,"
        "guardian 1 first name,guardian 1 last name,guardian 1 email,guardian 1 mobile phone"
    )
    return "students.csv", "\n".join([headings, *(f"s{number},{row}" for number, row in enumerate(rows)), ""])


def undo(school: School, batch: ImportBatch) -> ImportBatch:
    """Take an import back as its job does."""
    begin_undo(batch_id=batch.pk, by=school.owner.actor, at=AT)
    undo_batch(batch_id=batch.pk, by=school.owner.actor, at=AT, transaction_of=same_transaction)
    return ImportBatch.objects.get(pk=batch.pk)


def counts(*without: str) -> dict[str, int]:
    """How many rows each table has that the office reads."""
    return {
        model._meta.label: model.objects.count()
        for model in tables_of_the_office()
        if not model._meta.label.startswith(("audit.", *without))
    }
