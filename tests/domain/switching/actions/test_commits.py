"""The shared files come into the studio: whole, once, also after a stop, and a second time without a change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from django.db.models import Sum

from museminder.domain.attendance.models import MakeUpCredit
from museminder.domain.billing.models import LedgerLine
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.people.models import Family, Guardian, StaffMember, Student
from museminder.domain.switching.actions.checks import correct_row
from museminder.domain.switching.actions.commits import begin_commit, commit_batch
from museminder.domain.switching.models import ExternalId, ImportBatch, ImportRow
from tests.domain.switching.actions.importing import (
    AT,
    DATA,
    MUSIC_STAFF,
    commit,
    counts,
    files,
    looked_over,
    same_transaction,
)
from tests.schools import School

OURS = ("switching.",)


def expected() -> dict[str, Any]:
    """What stands beside the shared file."""
    found: dict[str, Any] = json.loads((DATA / "my-music-staff" / "expected.json").read_text())
    return found


def everything_as_text() -> str:
    """Every row of every table, as text, with bytes decoded where they are text."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        parts = []
        for table in tables:
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from \"{table}\" t")
            parts.append(cursor.fetchone()[0])
    return "\n".join(parts)


def test_music_staff_file_comes_in_whole_once_its_row_is_mended(studio: School) -> None:
    wanted = expected()
    batch = looked_over(studio, files(*MUSIC_STAFF))
    (waiting,) = ImportRow.objects.filter(batch=batch, state="needs_info")
    assert [waiting.number] == wanted["rows_needing_information"]
    by = studio.owner.actor
    correct_row(row_id=waiting.pk, texts={"First Name": "Ottoline"}, by=by, at=AT)
    batch = commit(studio, ImportBatch.objects.get(pk=batch.pk))
    owed = LedgerLine.objects.filter(account__in=["receivable", "family_credit"]).aggregate(all=Sum("amount"))
    assert batch.state == ImportBatch.State.COMMITTED
    assert (batch.progress_done, batch.progress_done > 0) == (batch.progress_total, True)
    assert Family.objects.count() == wanted["families"]
    assert Student.objects.count() == wanted["students"]
    assert Student.objects.filter(is_adult=True).count() == wanted["adult_students"]
    assert Guardian.objects.count() == batch.counts["coming"]["guardians"]
    assert owed["all"] == round(float(wanted["opening_balance_total"]) * 100)
    assert MakeUpCredit.objects.count() == batch.counts["coming"]["make_up_credits"]


def test_second_import_changes_nothing(studio: School) -> None:
    commit(studio, looked_over(studio, files(*MUSIC_STAFF)))
    before = counts(*OURS), list(Student.objects.order_by("id").values_list("id", "version"))
    guardians = list(Guardian.objects.order_by("id").values_list("id", "version"))
    again = looked_over(studio, files(*MUSIC_STAFF))
    assert again.counts["rows"]["duplicate"] > 0
    commit(studio, again)
    assert (counts(*OURS), list(Student.objects.order_by("id").values_list("id", "version"))) == before
    assert list(Guardian.objects.order_by("id").values_list("id", "version")) == guardians


class Stopped(Exception):
    """The worker is gone."""


def test_import_that_stops_goes_on_and_doubles_nothing(studio: School) -> None:
    whole = looked_over(studio, files(*MUSIC_STAFF)).counts["coming"]
    batch = ImportBatch.objects.get()
    opened = 0

    @contextmanager
    def stopping() -> Iterator[Any]:
        nonlocal opened
        opened += 1
        with same_transaction() as entry:
            yield entry
            if opened == 5:  # at the end of a piece: it is rolled back, those before it are there
                raise Stopped

    with pytest.raises(Stopped):
        commit(studio, batch, stopping)
    assert 0 < Student.objects.count() < whole["students"]
    begin_commit(batch_id=batch.pk, by=studio.owner.actor, at=AT)
    commit_batch(batch_id=batch.pk, by=studio.owner.actor, at=AT, transaction_of=same_transaction)
    assert Student.objects.count() == whole["students"]
    assert Family.objects.count() == whole["families"]
    assert Guardian.objects.count() == whole["guardians"]
    assert StaffMember.objects.count() == whole["staff"]
    assert MakeUpCredit.objects.count() == whole["make_up_credits"]
    assert ExternalId.objects.filter(kind="balance").count() > 0
    assert Enrollment.objects.count() == whole["enrollments"] + whole["lessons"]


CARD = "4111 1111 1111 1111"


def test_card_number_is_nowhere_in_the_database(studio: School) -> None:
    text = (
        "student external id,first name,last name,birth date,family external id,note,guardian 1 first name\n"
        f"s1,Ada,Quill,02/13/2015,f1,pays with {CARD},Bea\n"
    )
    name, data = "students.csv", text.encode()
    batch = looked_over(studio, [(name, data)])
    (row,) = ImportRow.objects.filter(batch=batch)
    correct_row(row_id=row.pk, texts={"note": f"pays from now on with {CARD}"}, by=studio.owner.actor, at=AT)
    commit(studio, ImportBatch.objects.get())
    assert (ImportRow.objects.get().codes, Student.objects.count()) == (["card_number"], 1)
    assert CARD not in everything_as_text()
    ImportRow.objects.update(file_name=CARD)  # the search finds one that is there
    assert CARD in everything_as_text()


CLASSES = (
    "class external id,class name,course,days,start time,end time,first day,last day,places\n"
    "c1,Ballet I,Ballet,Mon,4:00 pm,5:00 pm,09/21/2026,10/26/2026,2\n"
)
CHILDREN = (
    "student external id,first name,last name,family external id,classes,guardian 1 first name\n"
    "s1,Ada,Quill,f1,Ballet I,Bea\ns2,Ben,Quill,f1,Ballet I,Bea\ns3,Cleo,Quill,f1,Ballet I,Bea\n"
)


def test_third_child_in_two_places_is_a_recorded_decision(studio: School) -> None:
    given = [("classes.csv", CLASSES.encode()), ("students.csv", CHILDREN.encode())]
    commit(studio, looked_over(studio, given))
    reasons = Enrollment.objects.order_by("enrolled_at", "id").values_list("override_reason", flat=True)
    assert list(reasons) == ["", "", "as it was in the former system"]
    assert set(Meeting.objects.values_list("places", "places_taken")) == {(3, 3)}
