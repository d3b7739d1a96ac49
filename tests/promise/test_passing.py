"""A passing school is there for one check, and leaves nothing."""

from __future__ import annotations

from museminder.domain.people.models import Student
from museminder.promise.passing import found_ids, number_of, passing_school
from tests.databases import TestDatabase

COUNTED = "select (select count(*) from tenancy_studio) + (select count(*) from people_student)"


def test_it_is_there_for_a_while_and_leaves_nothing(live_database: TestDatabase) -> None:
    before = number_of(COUNTED)
    with passing_school() as school:
        student = school.keep(Student, first_name="Check")
        there = found_ids(
            "select id::text from people_student where studio_id = %(id)s", {"id": school.studio_id}
        )
        meanwhile = number_of(COUNTED)

    assert (there, meanwhile - before, number_of(COUNTED)) == ([str(student.pk)], 2, before)
