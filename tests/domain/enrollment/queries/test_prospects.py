from datetime import date

import pytest

from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.prospects import NewEnrollment, prospects_of
from tests.counting import statements
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("reason", "asked"), [("", 5), ("She leaves early", 4)])
def test_five_statements_however_many_wishes(studio, count, reason, asked):
    family, ballet = make_family(studio), make_offering()
    wishes = [
        NewEnrollment(make_student(studio, family, f"Child {n}"), ballet, SEPTEMBER, clash_reason=reason)
        for n in range(count)
    ]
    with statements("studio") as sent:
        found = prospects_of(wishes)
    assert (len(sent), [len(found.meetings[ballet.pk]), len(found.households)]) == (asked, [4, count])
    assert list(found.left.values()) == [12] * 4


def test_what_is_held_and_where_the_student_is_are_known(studio):
    child = make_student(studio, make_family(studio), "Anneliese")
    ballet, choir = make_offering("Ballet II", places=1), make_offering("Choir")
    held = enroll_student(student=child, offering=ballet, starts_on=SEPTEMBER, by=studio.owner.actor, at=NOON)
    found = prospects_of([NewEnrollment(child, each, SEPTEMBER) for each in (ballet, choir)])
    assert found.held[child.pk, ballet.pk] == [held]
    meetings = found.meetings[choir.pk]
    assert [each.name for each in found.clashes_of(child, meetings)] == ["Ballet II"] * 4
    assert [found.left[each.pk] for each in found.meetings[ballet.pk]] == [0] * 4
    assert found.there == {(child.pk, each.pk) for each in found.meetings[ballet.pk]}


def test_places_that_are_noted_are_gone_for_the_next(studio):
    child = make_student(studio, make_family(studio), "Anneliese")
    ballet = make_offering(places=1)
    found = prospects_of([NewEnrollment(child, ballet, SEPTEMBER)])
    meetings = found.meetings[ballet.pk]
    found.note_places(Enrollment(student=child, offering=ballet), meetings[:2])
    assert [found.left[each.pk] for each in meetings] == [0, 0, 1, 1]
    assert found.there == {(child.pk, each.pk) for each in meetings[:2]}
