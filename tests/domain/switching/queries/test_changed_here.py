"""Whoever changed a record between the look over and the writing is asked about; nothing is overwritten silently."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import Guardian, Student
from museminder.domain.switching.actions.commits import commit_batch, start_commit
from museminder.domain.switching.models import ImportBatch, ImportRow
from tests.domain.switching.actions.importing import (
    AT,
    brought,
    looked_over,
    remarks,
    same_transaction,
    students,
)
from tests.schools import School

ADA = "Ada,Fox,02/13/2015,f1,,Bea,Fox,,"
OTTO = "Otto,Lind,03/14/2016,f2,,Vera,Lind,,"
NEWS = students(
    ADA.replace("Ada,Fox", "Ada,Reyes"),
    OTTO.replace("Otto,Lind", "Otto,Berg").replace("f2,,Vera", "f2,,Wera"),
)


@pytest.mark.parametrize(("choice", "ada"), [("keep", "Fox"), ("take", "Reyes")])
def test_what_was_changed_meanwhile_is_asked_about_and_follows_the_answer(
    studio: School, choice: str, ada: str
) -> None:
    by = studio.owner.actor
    brought(studio, students(ADA, OTTO))
    batch = looked_over(studio, [(NEWS[0], NEWS[1].encode())])
    first = Student.objects.get(first_name="Ada")
    change_student(student_id=first.pk, preferred_name="Addie", by=by, at=AT + timedelta(minutes=1))
    asked = {"batch_id": batch.pk, "by": by}
    began = start_commit(at=AT + timedelta(minutes=2), **asked)
    states = list(ImportRow.objects.filter(batch=batch).order_by("number").values_list("number", "state"))
    again = start_commit(at=AT + timedelta(minutes=3), changed_here=choice, **asked)
    other = Guardian.objects.get(family__households__student__first_name="Otto")
    change_guardian(guardian_id=other.pk, home_phone="919 555 0107", by=by, at=AT + timedelta(minutes=4))
    commit_batch(at=AT + timedelta(minutes=5), transaction_of=same_transaction, **asked)

    assert (began.state, began.counts["rows"]["changed"], again.state) == ("checked", 1, "committing")
    assert states == [(2, "changed"), (3, "duplicate")]
    assert ImportBatch.objects.get(pk=batch.pk).state == "committed"
    assert Student.objects.get(pk=first.pk).last_name == ada
    assert Student.objects.get(first_name="Otto").last_name == "Berg"  # only what the file says anew
    stays = "changed here since the files were looked over, so it stays as it is"
    of_ada = [f"Addie Fox: {stays} (last name)."] if choice == "keep" else []
    assert [one for one in remarks(studio, batch) if "Fox" in one or "Reyes" in one] == of_ada
    assert Guardian.objects.get(pk=other.pk).first_name == "Vera"
