"""Which photograph a student has."""

from __future__ import annotations

from museminder.domain.people.actions.photographs import keep_photograph
from museminder.domain.people.queries.photographs import photograph_of
from tests.factories.people import make_family, make_student
from tests.factories.pictures import make_picture
from tests.schools import NOON, School


def test_each_student_has_their_own_or_none(studio: School) -> None:
    family = make_family(studio)
    first, second = make_student(studio, family, "Luz"), make_student(studio, family, "Ana")
    kept = keep_photograph(student=first, data=make_picture(), by=studio.owner.actor, at=NOON)

    assert (photograph_of(first), photograph_of(second)) == (kept, None)
