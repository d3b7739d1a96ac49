"""An import is taken back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from museminder.domain.billing.models import LedgerLine
from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import Family, Guardian, Household, StaffMember, Student
from museminder.domain.switching.actions.undoing import begin_undo
from museminder.domain.switching.models import ExternalId, ImportBatch, ImportedRecord
from museminder.foundation.identity.rules import Refused
from tests.domain.switching.actions.importing import (
    AT,
    DATA,
    JACKRABBIT,
    MUSIC_STAFF,
    commit,
    counts,
    files,
    looked_over,
    undo,
)
from tests.schools import School

OURS = ("switching.", "billing.NumberCounter")


def test_classes_and_families_come_and_go_whole(studio: School) -> None:
    wanted = json.loads((DATA / "jackrabbit" / "expected.json").read_text())
    before = counts(*OURS)
    batch = commit(studio, looked_over(studio, files(*JACKRABBIT)))
    came = Family, Student, StaffMember, Offering, Enrollment
    listed = wanted["enrollments_listed"] - batch.counts["coming"]["left_out"]
    found = tuple(model.objects.count() for model in came)
    assert found == (wanted["families"], wanted["students"], wanted["staff"], wanted["classes"], listed)
    assert undo(studio, batch).state == ImportBatch.State.UNDONE
    assert counts(*OURS) == before
    assert (ExternalId.objects.count(), ImportedRecord.objects.count()) == (0, 0)


def test_family_changed_since_stays_whole_and_is_listed(studio: School) -> None:
    names = ("my-music-staff", "ContactList.csv")
    before = counts(*OURS)
    batch = commit(studio, looked_over(studio, files(*names)))
    student = Student.objects.order_by("id").first()
    change_student(student_id=student.pk, preferred_name="Kit", by=studio.owner.actor, at=AT)
    undone = undo(studio, batch)
    family = Family.objects.get()
    assert undone.counts["kept"] == ImportedRecord.objects.filter(kept=True, action="created").count()
    assert Student.objects.filter(pk=student.pk).count() == 1
    assert set(Household.objects.values_list("family_id", flat=True)) == {family.pk}
    assert set(Guardian.objects.values_list("family_id", flat=True)) <= {family.pk}
    taught = StaffMember.objects.filter(taught_offerings__offering__enrollments__student=student.pk)
    assert counts(*OURS)["people.StaffMember"] - before["people.StaffMember"] == taught.distinct().count()


def test_opening_balances_are_reversed_and_the_books_stay(studio: School) -> None:
    batch = commit(studio, looked_over(studio, files(*MUSIC_STAFF)))
    undo(studio, batch)
    owed: dict[object, int] = {}
    for account, amount in LedgerLine.objects.values_list("family_account_id", "amount"):
        owed[account] = owed.get(account, 0) + amount
    assert (len(owed) > 1, set(owed.values())) == (True, {0})
    assert (Student.objects.count(), Guardian.objects.count()) == (0, 0)
    assert set(Family.objects.values_list("is_active", flat=True)) == {False}


def test_day_after_it_is_too_late(studio: School) -> None:
    text = "staff external id,first name,last name,teaches\nt1,Ida,Quill,yes\n"
    batch = commit(studio, looked_over(studio, [("staff.csv", text.encode())]))
    with pytest.raises(Refused):
        begin_undo(batch_id=batch.pk, by=studio.owner.actor, at=AT + timedelta(hours=24))
