"""Whom a demand is about: the family a named student lives with, and each family that is named."""

from __future__ import annotations

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.queries.demanded import Concerned, concerned_by
from museminder.domain.people.models import Household
from museminder.primitives.ids import uuid7
from tests.factories.people import make_family, make_student
from tests.schools import NOON, School


def test_families_of_named_students_and_named_families(school: School) -> None:
    with school.inside(school.owner):
        family, other, left = (make_family(school, name) for name in ("One", "Two", "Three"))
        student, gone = make_student(school, family, "Theo"), make_student(school, left, "Ada")
        Household.objects.filter(student=gone).update(
            starts_on=NOON.date().replace(year=2024), until=NOON.date()
        )
        demand = LegalDemand(student_ids=[student.pk, gone.pk, uuid7()], family_ids=[other.pk, uuid7()])
        found = concerned_by(demand, on=NOON.date())

        assert found == [
            Concerned(family.pk, (student.pk,)),
            Concerned(other.pk, ()),
            Concerned(left.pk, (gone.pk,)),
        ]
