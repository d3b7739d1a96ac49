"""What a second list says differently is taken over, unless somebody changed the record here."""

from __future__ import annotations

from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import Student
from tests.domain.switching.actions.importing import AT, brought, remarks, students, undo
from tests.schools import School

ADA = "Ada,Fox,02/13/2015,f1,,Bea,Fox,,"
MOVED = ADA.replace("Ada,Fox", "Ada,Reyes")


def test_student_follows_the_list_and_back(studio: School) -> None:
    brought(studio, students(ADA))
    batch = brought(studio, students(MOVED))
    assert Student.objects.get().last_name == "Reyes"
    undo(studio, batch)
    assert Student.objects.get().last_name == "Fox"


def test_student_changed_here_stays_and_is_listed(studio: School) -> None:
    brought(studio, students(ADA))
    student = Student.objects.get()
    change_student(student_id=student.pk, preferred_name="Addie", by=studio.owner.actor, at=AT)
    batch = brought(studio, students(MOVED))
    assert Student.objects.get().last_name == "Fox"
    assert remarks(studio, batch) == [
        "Addie Fox: changed here since it was imported, so it stays as it is (last name)."
    ]
    assert remarks(studio, brought(studio, students(ADA))) == []


def test_an_empty_cell_erases_nothing(studio: School) -> None:
    brought(studio, students(ADA))
    brought(studio, students(ADA.replace("Ada,Fox", "Ada,")))
    assert Student.objects.get().last_name == "Fox"
