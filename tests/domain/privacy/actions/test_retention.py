"""The nightly job itself: what is over goes once, and the next night finds nothing."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.people.models import Family, Student
from museminder.domain.privacy.models import RetentionRun
from museminder.domain.privacy.tasks import retention_in_every_studio
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_student
from tests.schools import School
from tests.sites.studio.switching.test_imports import work


def test_what_is_over_goes_once_and_the_next_night_finds_nothing(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        left = now().date() - timedelta(days=3 * 366)
        for name in ("Ada", "Ben"):
            student = make_student(live_school, make_family(live_school, name), name)
            Student.objects.filter(pk=student.pk).update(is_active=False, ended_on=left)
    for _night in range(2):
        retention_in_every_studio(0)
        work()
    with live_school.inside(live_school.owner):
        runs = list(RetentionRun.objects.order_by("ran_at"))
        names = set(Student.objects.values_list("first_name", "last_name"))
        families = set(Family.objects.values_list("name", flat=True))

    assert [(run.done_count, run.held_count, run.overdue_count) for run in runs] == [(2, 0, 0), (0, 0, 0)]
    assert (names, families) == ({("—", "")}, {"Ada", "Ben"})
