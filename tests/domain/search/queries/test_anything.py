"""A few letters find whom they mean."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from museminder.domain.people.actions.families import deactivate_family
from museminder.domain.search.queries.anything import find_anything
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.schools import NOON


@pytest.fixture
def people(studio):
    family = make_family(studio, "Müller-Peña")
    make_guardian(studio, family, "José", last_name="Peña")
    make_student(studio, family, "Wilhelmina", "Müller-Peña", preferred_name="Billie")
    make_staff_member(studio, "Marisol", last_name="O'Neill", title="Cello")
    make_offering("Éveil musical")
    return family


def found(letters):
    return [(each.kind, each.name, each.detail) for each in find_anything(letters)]


@pytest.mark.parametrize("letters", ["pena", "PEÑA", "Peña", "peN"])
def test_accents_and_capitals_do_not_matter(people, letters):
    assert found(letters) == [
        ("guardian", "José Peña", "Müller-Peña"),
        ("family", "Müller-Peña", ""),
        ("student", "Billie Müller-Peña", "Müller-Peña"),
    ]


def test_a_name_that_begins_with_the_letters_comes_first(people):
    assert found("muller pena")[0] == ("family", "Müller-Peña", "")


def test_every_word_must_be_there_in_any_order(people):
    assert found("mull wil") == [("student", "Billie Müller-Peña", "Müller-Peña")]
    assert found("bil") == [("student", "Billie Müller-Peña", "Müller-Peña")]


def test_an_apostrophe_is_not_needed(people):
    assert found("oneill") == [("staff_member", "Marisol O'Neill", "Cello")]


def test_classes_are_found(people):
    assert found("eveil") == [("offering", "Éveil musical", "Éveil musical")]


def test_a_misspelled_name_is_forgiven(people):
    assert ("student", "Billie Müller-Peña", "Müller-Peña") in found("wilhelmia")


@pytest.mark.parametrize("letters", ["", "p", "%", "__", "  ", "' or 1=1 --"])
def test_letters_that_mean_nothing_find_nothing(people, letters):
    assert found(letters) == []


def test_who_left_comes_last(studio, people):
    gone = make_family(studio, "Müller")
    deactivate_family(family_id=gone.pk, by=studio.owner.actor, at=NOON)
    assert [name for _kind, name, _detail in found("muller")][-1] == "Müller"


def test_one_statement_finds_and_two_forgive(people):
    with CaptureQueriesContext(connections["studio"]) as found_at_once:
        find_anything("pena")
    with CaptureQueriesContext(connections["studio"]) as forgiven:
        find_anything("wilhelmia")
    assert (len(found_at_once), len(forgiven)) == (1, 2)


def test_an_instructor_finds_colleagues_and_classes_and_no_family(school):
    teacher = school.add_person("Marisol", "instructor")
    with school.inside(school.owner):
        family = make_family(school, "Papadimitriou")
        make_student(school, family, "Anneliese")
        make_staff_member(school, "Papa", last_name="Haydn")
    with school.inside(teacher):
        assert found("papa") == [("staff_member", "Papa Haydn", "")]


def test_another_studio_is_not_found(school):
    from tests.schools import open_school  # noqa: PLC0415

    other = open_school("atelier", "Atelier")
    with other.inside(other.owner):
        make_family(other, "Papadimitriou")
    with school.inside(school.owner):
        assert found("papadimitriou") == []
