"""A page of all families, and who is in them."""

from museminder.domain.people.actions.families import deactivate_family
from museminder.domain.people.queries.family_list import FamiliesByName, PeopleInFamilies, people_in
from tests.counting import statements
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON


def test_a_list_is_cut_into_pages_by_name(studio):
    for name in ("Vega", "Okafor", "Peña"):
        make_family(studio, name)
    listed = FamiliesByName(is_active=True, known_count=3)
    assert [[row.name for row in listed[at : at + 2]] for at in (0, 2)] == [["Okafor", "Peña"], ["Vega"]]
    assert len(listed) == 3


def test_it_is_of_those_who_are_here_of_those_who_left_or_of_all(studio):
    vega, _okafor = make_family(studio, "Vega"), make_family(studio, "Okafor")
    deactivate_family(family_id=vega.pk, by=studio.owner.actor, at=NOON)
    found = {state: [row.name for row in FamiliesByName(state, 2)[0:50]] for state in (True, False, None)}
    assert found == {True: ["Okafor"], False: ["Vega"], None: ["Okafor", "Vega"]}


def test_who_is_in_a_family_is_known_by_name_in_two_statements(studio):
    vega, okafor = make_family(studio, "Vega"), make_family(studio, "Okafor")
    for name in ("Mateo", "Luz"):
        make_student(studio, vega, name)
    make_guardian(studio, vega, "Ana", last_name="Vega")
    people_in([])  # what is written once in a process is not this list's
    with statements("studio") as asked:
        people = people_in([vega.pk, okafor.pk])
    expected = PeopleInFamilies({vega.pk: [("Luz", True), ("Mateo", True)]}, {vega.pk: ["Ana Vega"]})
    assert (people, len(asked)) == (expected, 2)
