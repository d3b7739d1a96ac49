"""A standing question is written once, and asked with other values in other studios all the same."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from museminder.domain.people.models import Family, Household
from museminder.foundation.tenancy.context import OutsideStudio
from museminder.foundation.tenancy.standing import Given, standing
from tests.counting import statements
from tests.factories.people import make_family, make_student
from tests.schools import School, open_school


@standing
def names_after(letters: Given) -> QuerySet[Family]:
    """Families by name from some letters on."""
    return Family.objects.filter(name__gte=letters).order_by("name").values_list("name", flat=True)


@standing
def households_of(families: Given) -> QuerySet[Household]:
    """Households with their students in hand."""
    rows = Household.objects.filter(family__among=families).select_related("student")
    return rows.order_by("student__first_name")


@standing
def with_guardians() -> QuerySet[Family]:
    """More than one statement."""
    return Family.objects.prefetch_related("guardians")


def test_each_studio_is_answered_with_its_own(school: School) -> None:
    other = open_school("academy", "Academy")
    for each, names in ((school, ("Okafor", "Vega")), (other, ("Quill",))):
        with each.inside(each.owner):
            for name in names:
                make_family(each, name)
    with school.inside(school.owner):
        mine = names_after(letters="A"), names_after(letters="P")
    with other.inside(other.owner):
        theirs = names_after(letters="A"), names_after(letters="R")
    assert (mine, theirs) == ((["Okafor", "Vega"], ["Vega"]), (["Quill"], []))


def test_rows_come_as_their_queryset_makes_them(studio: School) -> None:
    vega, okafor = make_family(studio, "Vega"), make_family(studio, "Okafor")
    for family, name in ((vega, "Luz"), (vega, "Mateo"), (okafor, "Ada")):
        make_student(studio, family, name)
    with statements("studio") as asked:
        found = households_of(families=[vega.pk])
        told = [(each.student.first_name, each.family_id) for each in found]
    assert (told, len(asked)) == ([("Luz", vega.pk), ("Mateo", vega.pk)], 1)
    assert households_of(families=[]) == []


def test_there_is_no_answer_outside_a_studio(school: School) -> None:
    with pytest.raises(OutsideStudio):
        names_after(letters="A")


def test_it_is_asked_with_the_values_it_names(studio: School) -> None:
    with pytest.raises(TypeError, match="letters"):
        names_after(words="A")


def test_it_is_one_statement(studio: School) -> None:
    with pytest.raises(TypeError, match="one statement"):
        with_guardians()
