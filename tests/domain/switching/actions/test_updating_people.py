"""Guardians follow a second list."""

from __future__ import annotations

from django.db import connections

from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.models import Guardian, Guardianship, Student
from tests.domain.switching.actions.importing import AT, brought, remarks, students, undo
from tests.schools import School

ADA = "Ada,Fox,02/13/2015,f1,,Bea,Fox,bea@example.org,503 555 0123"


def test_guardian_gets_a_new_number_and_a_new_name(studio: School) -> None:
    brought(studio, students(ADA))
    batch = brought(studio, students(ADA.replace("Bea,Fox", "Bea,Fox-Reyes").replace("0123", "0199")))
    guardian = Guardian.objects.get()
    assert (guardian.full_name, guardian.mobile_phone) == ("Bea Fox-Reyes", "+15035550199")
    undo(studio, batch)
    guardian = Guardian.objects.get()
    assert (guardian.full_name, guardian.mobile_phone) == ("Bea Fox", "+15035550123")


def test_guardian_changed_here_stays_and_is_listed(studio: School) -> None:
    brought(studio, students(ADA))
    guardian = Guardian.objects.get()
    change_guardian(guardian_id=guardian.pk, home_phone="+15035550000", by=studio.owner.actor, at=AT)
    batch = brought(studio, students(ADA.replace("0123", "0199")))
    assert Guardian.objects.get().mobile_phone == "+15035550123"
    assert remarks(studio, batch) == [
        "Bea Fox: changed here since it was imported, so it stays as it is (mobile phone)."
    ]


def test_another_guardian_is_added_with_every_right(studio: School) -> None:
    brought(studio, students(ADA))
    brought(studio, students(ADA.replace("Bea,Fox,bea", "Carl,Fox,carl")))
    assert sorted(Guardian.objects.values_list("first_name", flat=True)) == ["Bea", "Carl"]
    assert Guardianship.objects.filter(sees=True, pays=True).count() == 2


def test_a_birth_date_near_18_is_planned_at_once_and_an_adult_says_who_may(studio: School) -> None:
    near = ADA.replace("2015", str(AT.year - 18)).replace("Ada,Fox", "Eva,Fox")
    brought(studio, students(ADA, near))
    eva = Student.objects.get(first_name="Eva")
    Student.objects.filter(pk=eva.pk).update(is_adult=True)
    brought(studio, students(*(row.replace("Bea,Fox,bea", "Carl,Fox,carl") for row in (ADA, near))))
    given = Guardianship.objects.filter(guardian__first_name="Carl", student=eva)
    rights = list(given.values_list("sees", "may_pick_up", "pays", "may_consent"))

    assert (looked_at(), rights) == ([str(eva.pk)], [(False, False, True, False)])


def looked_at() -> list[str]:
    """The students whose birth date a waiting job looks at; nothing of the studio can be read afterwards."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(
            "select args ->> 'student_id' from procrastinate_jobs where task_name = 'people.look_at_birth_date'"
        )
        return [row[0] for row in cursor.fetchall()]
