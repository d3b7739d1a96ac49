"""What a guardian is shown as held: real rows, nothing opened."""

from __future__ import annotations

from museminder.domain.people.models import Student
from museminder.domain.privacy.queries.held import held_about
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_what_is_sealed_is_said_to_be_there_and_stays_closed(school: School) -> None:
    maria = school.add_person("Maria Delacroix", "guardian")
    with school.inside(school.owner):
        family = make_family(school, "Delacroix")
        make_guardian(school, family, "Maria", maria)
        theodore = make_student(school, family, "Theodore", birth_date=NOON.date().replace(year=2016))
        make_student(school, family, "Wilhelmina")
    with school.inside(maria):
        found = {each.table.label: each for each in held_about(Student.objects.get(pk=theodore.pk))}

    own = found["people.Student"]
    assert own.count == 1
    said = {each.name: (each.value, each.is_sealed) for each in own.rows[0]}
    assert (said["first_name"], said["birth_date"]) == (("Theodore", False), (None, True))
    assert (found["people.Household"].count, found["people.StudentPhotograph"].count) == (1, 0)
    assert found["people.CustodyDenial"].count is None
