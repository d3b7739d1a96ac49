"""Courses: what is taught, whoever teaches it and whenever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.courses.models import Course, Program
from museminder.domain.courses.rules.names import check_name
from museminder.domain.courses.rules.spans import check_ages
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What a studio says about a course. Ages in whole years, both included; None is no limit."""

    program_id: UUID
    name: str
    kind: str
    level: str = ""
    description: str = ""
    age_from: int | None = None
    age_until: int | None = None
    is_active: bool = True


def create_course(*, facts: CourseFacts, by: Actor, at: datetime) -> Course:
    """Describe a new course. Raises ``Refused`` for a name and level that are taken, or impossible ages."""
    with transaction.atomic(using=current_site()):
        course = Course()
        _write(course, facts)
        course.save(force_insert=True)
        record_change("courses.course.created", of=course, by=by, at=at)
        return course


def edit_course(*, course_id: UUID, facts: CourseFacts, by: Actor, at: datetime) -> Course:
    """Change what is said about a course; its offerings keep their own names and places. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        course = Course.objects.select_for_update().get(id=course_id)
        _write(course, facts)
        course.save()
        record_change("courses.course.edited", of=course, by=by, at=at)
        return course


def _write(course: Course, facts: CourseFacts) -> None:
    check_ages(facts.age_from, facts.age_until)
    course.level = " ".join(facts.level.split())
    course.name = check_name(Course.objects.filter(level__iexact=course.level), facts.name, but=course.id)
    course.program = Program.objects.get(id=facts.program_id)
    course.kind, course.description = facts.kind, facts.description.strip()
    course.age_from, course.age_until, course.is_active = facts.age_from, facts.age_until, facts.is_active
