"""Courses of classes and of private lessons that have one name."""

from __future__ import annotations

from museminder.domain.courses.models import Course
from tests.domain.switching.actions.importing import brought, classes, commit, looked_over
from tests.domain.switching.formats.lists import contact, written
from tests.schools import School


def test_a_subject_taught_privately_is_told_from_the_class_of_its_name(studio: School) -> None:
    brought(studio, classes("Violin,Violin,,Mon,4:00 pm,5:00 pm,,09/21/2026,12/28/2026,8,"))
    row = contact(Instrument="Violin", Teacher="Vera Lind")
    commit(studio, looked_over(studio, [("list.csv", written([row]))]))
    found = Course.objects.order_by("name").values_list("name", "kind")
    assert list(found) == [("Violin", "class"), ("Violin, private", "private")]
