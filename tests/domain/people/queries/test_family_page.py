"""Everything about one family in five statements."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.guardians import set_rights
from museminder.domain.people.actions.households import place_in_family
from museminder.domain.people.queries.family_page import family_facts
from tests.factories.people import SINCE, make_family, make_guardian, make_student
from tests.schools import NOON


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


def test_a_family_is_read_in_five_statements_whatever_its_size(studio):
    family = make_family(studio)
    make_guardian(studio, family, "Ana")
    make_student(studio, family, "Luz")
    with CaptureQueriesContext(connections["studio"]) as small:
        family_facts(family, NOON)
    for name in ("Mateo", "Inés"):
        make_student(studio, family, name)
        make_guardian(studio, family, f"{name}'s aunt")
    with CaptureQueriesContext(connections["studio"]) as large:
        family_facts(family, NOON)
    assert (len(small), len(large)) == (5, 5)


def test_students_with_equal_rights_stand_together(studio, actor):
    family = make_family(studio)
    students = [make_student(studio, family, name) for name in ("Anneliese", "Theodore", "Wilhelmina")]
    lambert = make_guardian(studio, family, "Lambert")
    set_rights(guardian=lambert, student=students[1], pays=False, **actor)
    record_custody_denial(student=students[2], guardian=lambert, evidence="Order", **actor)
    [facts] = family_facts(family, NOON).guardians
    assert [(group.names, group.is_denied) for group in facts.groups] == [
        (["Anneliese"], False),
        (["Theodore"], False),
        (["Wilhelmina"], True),
    ]
    [denial] = family_facts(family, NOON).denials
    assert denial.person_name == "Lambert Papadimitriou"
    assert family_facts(family, NOON - timedelta(days=1)).denials == []


def test_the_other_household_is_named(studio, actor):
    hers, his = make_family(studio, "Papadimitriou"), make_family(studio, "Vandersteen")
    theodore = make_student(studio, hers, "Theodore", share_percent=60)
    place_in_family(student=theodore, family=his, starts_on=SINCE, share_percent=40, **actor)
    [facts] = family_facts(hers, NOON).students
    assert [(each.family.name, each.share_percent) for each in facts.elsewhere] == [("Vandersteen", 40)]
    assert facts.household.share_percent == 60
