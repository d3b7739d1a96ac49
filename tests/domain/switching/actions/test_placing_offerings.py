"""Two classes of one file in one room at one time."""

from __future__ import annotations

from datetime import time

from museminder.domain.courses.models import ScheduleTemplate
from museminder.domain.switching.actions.placing_offerings import weekly_times
from museminder.domain.switching.rules.records import WeeklyMeeting
from tests.domain.switching.actions.importing import brought, classes, remarks
from tests.schools import School

TAP = "Tap,Tap,,Mon,4:00 pm,5:00 pm,Blue,09/21/2026,12/28/2026,8,"


def test_the_second_stays_without_a_room_and_is_reported(studio: School) -> None:
    batch = brought(studio, classes(TAP, TAP.replace("Tap", "Jazz")))
    rooms = ScheduleTemplate.objects.order_by("offering__name").values_list("offering__name", "room__name")
    assert list(rooms) == [("Jazz", None), ("Tap", "Blue")]
    assert remarks(studio, batch) == ["Jazz: Blue is taken at that time, so the class has no room."]


def test_a_meeting_over_midnight_has_its_length() -> None:
    (one,) = weekly_times([WeeklyMeeting(4, time(23, 30), time(0, 15))])

    assert (one.weekday, one.starts, one.minutes) == (4, time(23, 30), 45)
