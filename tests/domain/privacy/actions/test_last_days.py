"""Who left without a last day is given one, so that the time for which something is kept begins."""

from __future__ import annotations

from datetime import date, timedelta

from museminder.domain.people.actions.students import deactivate_student
from museminder.domain.people.models import Student
from museminder.domain.privacy.actions.last_days import note_last_days
from museminder.domain.privacy.queries.retention import students_without_a_day
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.factories.tuition import enroll, make_plan, priced
from tests.schools import NOON, School

LATER = NOON + timedelta(days=200)


def test_the_day_they_left_the_lists_else_of_the_last_lesson_else_the_first_night(studio: School) -> None:
    family, actor = make_family(studio), studio.owner.actor
    left, taught, _imported, here, merged = (
        make_student(studio, family, name) for name in ("Ada", "Bo", "Cy", "Di", "Ed")
    )
    enroll(studio, taught, priced(make_offering("Cello", first=NOON), make_plan()), starts_on=NOON.date())
    deactivate_student(student_id=left.pk, by=actor, at=NOON + timedelta(days=3))
    Student.objects.exclude(pk=here.pk).update(is_active=False, ended_on=None)
    Student.objects.filter(pk=merged.pk).update(merged_into=here.pk)
    before = students_without_a_day().count()
    lessons = list(taught.participations.values_list("meeting__starts_at", flat=True))

    found = note_last_days(by=actor, at=LATER)
    again = note_last_days(by=actor, at=LATER)
    days = dict(Student.objects.values_list("first_name", "ended_on"))

    assert (before, found, again) == (3, 3, 0)
    assert days == {
        "Ada": date(2026, 5, 23),
        "Bo": max(at.date() for at in lessons if at <= LATER),
        "Cy": LATER.date(),
        "Di": None,
        "Ed": None,
    }
