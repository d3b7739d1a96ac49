"""Who counts as gone: a student with a last day, a family when the last of its students has one."""

from __future__ import annotations

from datetime import date, timedelta

from museminder.domain.people.models import Student
from museminder.domain.privacy.queries.retention import due_rows, last_run, students_without_a_day
from museminder.primitives.holdings import holdings
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School

ON, LEFT = date(2029, 5, 20), date(2026, 5, 20)


def test_a_family_is_gone_when_its_last_student_is(studio: School) -> None:
    family = make_family(studio)
    guardian = make_guardian(studio, family, "Bea", email="bea@example.com")
    make_guardian(studio, make_family(studio, "Empty"), "Dora", email="dora@example.com")
    first, second = (make_student(studio, family, name) for name in ("Ada", "Ben"))
    holding = holdings()["people.Guardian"]

    def due(on: date) -> list[object]:
        return list(due_rows(holding, holding.retention.rules[0], on=on).values_list("pk", flat=True))

    Student.objects.filter(pk=first.pk).update(is_active=False, ended_on=LEFT)
    one_is_here = due(ON)
    Student.objects.filter(pk=second.pk).update(is_active=False, ended_on=None)
    without_a_day, dayless = due(ON), students_without_a_day().count()
    Student.objects.filter(pk=second.pk).update(ended_on=LEFT)

    assert (one_is_here, without_a_day, dayless) == ([], [], 1)
    assert (due(ON - timedelta(days=1)), due(ON)) == ([], [guardian.pk])
    assert last_run() is None
