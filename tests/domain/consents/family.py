"""A guardian with one child, for tests of consents."""

from dataclasses import dataclass

import pytest

from museminder.domain.people.models import Guardian, Student
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School

__all__ = ["NOON", "Home", "home"]


@dataclass(frozen=True)
class Home:
    school: School
    guardian: Person
    guardian_row: Guardian
    student: Student


@pytest.fixture
def home(school: School) -> Home:
    maria = school.add_person("Maria Delacroix", "guardian")
    with school.inside(school.owner):
        family = make_family(school, "Delacroix")
        row = make_guardian(school, family, "Maria", maria, email="maria@example.com")
        student = make_student(school, family, "Theodore", instrument="Cello")
    return Home(school, maria, row, student)
