"""The courses that classes and lessons are held of come in."""

from __future__ import annotations

from collections.abc import Iterable

from museminder.domain.courses.actions.courses import CourseFacts, create_course
from museminder.domain.courses.models import Course
from museminder.domain.switching.actions.remembering import FOUND, Writing
from museminder.domain.switching.actions.surroundings import Surroundings
from museminder.domain.switching.rules.records import ImportedCourse

PRIVATE = "private"


def write_courses(writing: Writing, records: Iterable[ImportedCourse]) -> None:
    """Write courses; one of the same name and kind is the one that is here.

    Where a class has the name of a subject that is taught privately, the private one says so in its name.
    """
    around = Surroundings(writing)
    here = {one.name.casefold(): one for one in Course.objects.filter(level="").order_by("-id")}
    for course in records:
        if writing.record("course", course.key):
            continue
        name = course.name[:120]
        if (taken := here.get(name.casefold())) and taken.kind != course.kind:
            name = f"{course.name[:100]}, {'private' if course.kind == PRIVATE else 'class'}"
        known = here.get(name.casefold())
        if known is not None:
            writing.remember("course", course.key, known, FOUND)
            continue
        made = create_course(
            facts=CourseFacts(program_id=around.program(course), name=name, kind=course.kind),
            by=writing.by,
            at=writing.at,
        )
        here[name.casefold()] = made
        writing.remember("course", course.key, made)
