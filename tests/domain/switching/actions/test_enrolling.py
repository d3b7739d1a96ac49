"""Students come into classes once, also where no place and no meeting is left."""

from __future__ import annotations

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.models import Enrollment, Participation
from tests.domain.switching.actions.importing import brought, classes, remarks, students
from tests.schools import School

TAP = "Tap I,Tap,,Mon,4:00 pm,5:00 pm,,09/21/2026,12/28/2026,1,"
UNPLANNED = "Jazz,Jazz,,,,,,09/21/2026,12/28/2026,8,"


def test_children_beyond_the_places_come_in_and_a_second_list_finds_them(studio: School) -> None:
    given = (
        classes(TAP),
        students("Ada,Fox,02/13/2015,f1,Tap I,Bea,,,", "Ben,Fox,02/13/2016,f1,Tap I,Bea,,,"),
    )
    brought(studio, *given)
    again = brought(studio, *given)
    assert (Enrollment.objects.count(), Participation.objects.count()) == (2, 2 * Meeting.objects.count())
    assert set(Meeting.objects.values_list("places", "places_taken")) == {(2, 2)}
    assert remarks(studio, again) == []


def test_a_class_without_meetings_has_students_without_places(studio: School) -> None:
    batch = brought(studio, classes(UNPLANNED), students("Ada,Fox,02/13/2015,f1,Jazz,Bea,,,"))
    assert (Enrollment.objects.get().kind, Participation.objects.count()) == ("active", 0)
    assert remarks(studio, batch) == []
