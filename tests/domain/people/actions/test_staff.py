"""The people who work here."""

import pytest

from museminder.domain.people.actions.staff import (
    add_staff_member,
    change_staff_member,
    deactivate_staff_member,
)
from museminder.domain.people.models import StaffMember
from tests.factories.people import make_staff_member
from tests.schools import NOON


def test_somebody_is_added_changed_and_leaves(studio):
    actor = {"by": studio.owner.actor, "at": NOON}
    person = add_staff_member(first_name="Marisol", email="M@Example.com", title="Cello", **actor)
    assert (person.full_name, person.email, person.teaches) == ("Marisol", "m@example.com", True)
    changed = change_staff_member(staff_member_id=person.pk, last_name="Etxeberria", teaches=False, **actor)
    assert (changed.name_key, changed.teaches, changed.version) == ("marisol etxeberria", False, 2)
    assert deactivate_staff_member(staff_member_id=person.pk, **actor).is_active is False
    with pytest.raises(TypeError):
        add_staff_member(first_name="Wren", is_active=False, **actor)


def test_a_member_site_shows_who_teaches_and_not_who_keeps_the_house(school):
    guardian = school.add_person("Ana", "guardian")
    with school.inside(school.owner):
        make_staff_member(school, "Marisol")
        make_staff_member(school, "Hallward", teaches=False)
    with school.inside(guardian):
        assert list(StaffMember.objects.values_list("first_name", flat=True)) == ["Marisol"]
