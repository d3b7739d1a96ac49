"""Keeping and taking away a photograph, and what becomes of it when two records are one."""

from __future__ import annotations

import pytest

from museminder.domain.people.actions.merges import merge_records, undo_merge
from museminder.domain.people.actions.photographs import keep_photograph, remove_photograph
from museminder.domain.people.models import Student, StudentPhotograph
from museminder.domain.people.queries.photographs import photograph_of
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.factories.people import make_family, make_student
from tests.factories.pictures import make_picture
from tests.schools import NOON, School


def keep(school: School, student: Student, **options: object) -> StudentPhotograph:
    data = make_picture(**options)  # type: ignore[arg-type]
    return keep_photograph(student=student, data=data, by=school.owner.actor, at=NOON)


def test_keeping_and_taking_away_are_in_the_history(studio: School) -> None:
    student = make_student(studio, make_family(studio), "Luz")
    keep(studio, student)

    removed = [remove_photograph(student=student, by=studio.owner.actor, at=NOON) for _ in range(2)]

    assert removed == [True, False]
    changes = Change.objects.filter(of_id=student.pk, what__startswith="people.photograph.")
    assert sorted(changes.values_list("what", flat=True)) == [
        "people.photograph.kept",
        "people.photograph.removed",
    ]


def test_a_photograph_stays_with_its_record_and_is_shown_on_the_kept_one(studio: School) -> None:
    family = make_family(studio)
    kept, merged = make_student(studio, family, "Luz"), make_student(studio, family, "Lucía")
    photograph = keep(studio, merged)
    who = {"by": studio.owner.actor, "at": NOON}

    merge = merge_records(kind="student", kept_id=kept.pk, merged_id=merged.pk, **who)

    found = photograph_of(Student.objects.get(pk=kept.pk))
    assert found == photograph
    assert reveal([found], ["picture"], purpose=Purpose.LESSON, **who)[found.pk]["picture"][8:12] == b"WEBP"
    with pytest.raises(Refused):
        keep(studio, Student.objects.get(pk=merged.pk))
    undo_merge(merge_id=merge.pk, **who)
    assert photograph_of(Student.objects.get(pk=kept.pk)) is None
