"""Who learns what: every private lesson has a student, one class is full, one is nearly empty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from museminder.cli.demonstration_school.stage import Stage
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.rules import AlreadyEnrolled, Clashing, Full

FULL_CLASS = "Ballet II"
QUIET_CLASS = "Guitar Ensemble"


def enroll_everybody(stage: Stage) -> None:
    """Private lessons first, then classes until everybody has something to come to."""
    students = list(stage.students)
    stage.random.shuffle(students)
    children_of_the_story = [
        s for s in stage.students if s.first_name in ("Anneliese", "Theodore", "Wilhelmina")
    ][:3]
    for lesson, student in zip(_story_lessons(stage), children_of_the_story, strict=False):
        _enroll(stage, lesson, student)
    for lesson in stage.lessons:
        if students and stage.random.random() < 0.85:
            _enroll(stage, lesson, students.pop())
    for offering in stage.classes:
        _fill_class(stage, offering)


def _story_lessons(stage: Stage) -> list[Any]:
    piano = next(each for each in stage.lessons if each.name.startswith("Piano"))
    cello = next(each for each in stage.lessons if each.name.startswith("Cello"))
    ballet = next(each for each in stage.classes if each.name == FULL_CLASS)
    return [piano, cello, ballet]


def _fill_class(stage: Stage, offering: Any) -> None:
    wanted = int(offering.places * stage.random.uniform(0.55, 0.9))
    if offering.name == FULL_CLASS:
        wanted = offering.places
    elif offering.name == QUIET_CLASS:
        wanted = 2
    taken = sum(1 for each in stage.enrollments if each.offering_id == offering.pk)
    for student in stage.random.sample(stage.students, len(stage.students)):
        if taken >= wanted:
            break
        taken += bool(_enroll(stage, offering, student))


def _enroll(stage: Stage, offering: Any, student: Any) -> Any:
    starts_on = max(offering.starts_on, stage.today - timedelta(days=50))
    try:
        enrollment = enroll_student(
            student=student, offering=offering, starts_on=starts_on, **stage.who_and_when
        )
    except (Full, AlreadyEnrolled, Clashing):
        return None
    stage.enrollments.append(enrollment)
    return enrollment
