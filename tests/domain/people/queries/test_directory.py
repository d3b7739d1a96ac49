"""Lists of people by a few letters."""

import pytest

from museminder.domain.people.actions.families import deactivate_family, reactivate_family
from museminder.domain.people.queries.directory import (
    count_families,
    families_like,
    staff_like,
    students_like,
)
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.schools import NOON


@pytest.fixture
def families(studio):
    pena, vega = make_family(studio, "Peña"), make_family(studio, "Vega")
    make_guardian(studio, pena, "José", last_name="Ruiz")
    make_student(studio, vega, "Luz")
    return pena, vega


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("", ["Peña", "Vega"]),
        ("pen", ["Peña"]),
        ("ruiz", ["Peña"]),
        ("LÚZ", ["Vega"]),
        ("vega luz", ["Vega"]),
        ("vega ruiz", []),
        ("ega", []),
    ],
)
def test_a_family_is_found_by_anybody_in_it(families, letters, found):
    assert [family.name for family in families_like(letters)] == found


def test_who_left_is_in_no_list_until_asked_for(studio, families):
    pena, _vega = families
    deactivate_family(family_id=pena.pk, by=studio.owner.actor, at=NOON)
    assert [family.name for family in families_like()] == ["Vega"]
    assert [family.name for family in families_like(is_active=False)] == ["Peña"]
    assert [family.name for family in families_like(is_active=None)] == ["Peña", "Vega"]
    assert count_families() == {"active": 1, "inactive": 1}
    reactivate_family(family_id=pena.pk, by=studio.owner.actor, at=NOON)
    assert count_families() == {"active": 2, "inactive": 0}


def test_students_of_a_family_that_left_leave_with_it(studio, families):
    _pena, vega = families
    deactivate_family(family_id=vega.pk, by=studio.owner.actor, at=NOON)
    [luz] = students_like("lu")
    assert (luz.is_active, luz.ended_on) == (False, NOON.date())


def test_staff_are_found_by_a_word_of_the_name(studio):
    make_staff_member(studio, "Marisol", last_name="Etxeberria")
    make_staff_member(studio, "Wren", last_name="Cho")
    assert [person.full_name for person in staff_like("etx")] == ["Marisol Etxeberria"]
    assert [person.full_name for person in staff_like()] == ["Marisol Etxeberria", "Wren Cho"]
