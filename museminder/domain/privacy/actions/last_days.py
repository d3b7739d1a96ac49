"""A last day for students who are gone and of whom nobody wrote one down, so that their time is counted too."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from museminder.domain.people.models import Student
from museminder.domain.people.rules import day_of
from museminder.domain.privacy.queries.retention import students_without_a_day, table_of
from museminder.foundation.audit.models import Change
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

LESSONS = "enrollment.Participation"  # an area above this one, known by its declarations


def note_last_days(*, by: Actor, at: datetime) -> int:
    """Give a last day to every student who is not active and has none; returns to how many.

    It is the day on which somebody took them off the lists, else that of their last lesson, else today: the time for
    which something is kept then begins with the first night that found them.
    """
    with transaction.atomic(using=current_site()):
        found = list(students_without_a_day().select_for_update())
        for student in found:
            day = _left_the_lists(student) or _last_lesson(student, at) or day_of(at)
            Student.objects.filter(pk=student.pk).update(ended_on=day, version=F("version") + 1)
            details = {"ended_on": day.isoformat()}
            record_change("people.student.last_day_noted", of=student, by=by, at=at, details=details)
    return len(found)


def _left_the_lists(student: Student) -> date | None:
    left = Change.objects.filter(of_id=student.pk, what="people.student.left").aggregate(at=Max("at"))["at"]
    return day_of(left) if left else None


def _last_lesson(student: Student, at: datetime) -> date | None:
    had = table_of(LESSONS).objects.filter(student=student, meeting__starts_at__lte=at)
    last = had.aggregate(at=Max("meeting__starts_at"))["at"]
    return day_of(last) if last else None
