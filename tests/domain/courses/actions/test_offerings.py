from dataclasses import replace
from datetime import date, time

import pytest

from museminder.domain.courses.actions.closures import create_closure
from museminder.domain.courses.actions.offerings import NewOffering, OfferingFacts, create_offerings
from museminder.domain.courses.events import MeetingsAdded
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.courses.rules.local_time import clock_of, studio_zone
from museminder.domain.courses.rules.refusals import NeedsReason, Refused, RoomTaken
from museminder.primitives.actor import PROGRAM
from museminder.primitives.happenings import when
from tests.counting import statements
from tests.factories import courses as make
from tests.schools import NOON, open_school


@pytest.mark.parametrize(
    ("zone", "season", "hours_in_utc"),
    [
        ("America/New_York", (date(2026, 3, 2), date(2026, 3, 16)), [21, 20]),
        ("America/New_York", (date(2026, 10, 26), date(2026, 11, 9)), [20, 21]),
        ("Europe/Berlin", (date(2026, 3, 23), date(2026, 4, 6)), [15, 14]),
        ("Europe/Berlin", (date(2026, 10, 19), date(2026, 11, 2)), [14, 15]),
    ],
)
def test_weekly_time_stays_the_same_on_the_clock_over_the_change(school, zone, season, hours_in_utc):
    other = open_school("elsewhere", "Elsewhere", time_zone=zone)
    with other.inside(other.owner):
        term = make.season("Around the change", *season)
        of = make.offering("Tap", make.weekly(), of_season=term)
        meetings = make.meetings_of(of)
        assert [one.starts_at.hour for one in meetings] == hours_in_utc
        assert [clock_of(one.starts_at, studio_zone()) for one in meetings] == [time(16), time(16)]


def test_leap_day_has_its_meeting(studio):
    term = make.season("Winter 2028", date(2028, 2, 15), date(2028, 3, 10))
    of = make.offering("Tap", make.weekly(make.TUESDAY), of_season=term)
    assert make.days_of(of) == [date(2028, 2, 15), date(2028, 2, 22), date(2028, 2, 29), date(2028, 3, 7)]


def test_meetings_copy_room_places_and_instructors(studio):
    cho, hall = make.instructor(), make.room(is_shared=True)
    of = make.offering("Tap", make.weekly(room=hall), taught_by=(cho.id,), places=9, until=date(2026, 2, 10))
    (meeting,) = make.meetings_of(of)
    teachers = list(meeting.instructors.values_list("staff_member_id", "is_substitute"))
    assert (meeting.room_id, meeting.shares_room, meeting.places, meeting.kind) == (hall.id, True, 9, "class")
    assert teachers == [(cho.id, False)]


def test_two_weekly_times_make_meetings_in_order(studio):
    of = make.offering("Tap", make.weekly(make.FRIDAY), make.weekly(make.MONDAY), until=date(2026, 2, 14))
    assert make.days_of(of) == [date(2026, 2, day) for day in (2, 6, 9, 13)]


def test_meetings_are_announced_once_in_order(studio):
    heard = []
    when(MeetingsAdded)(heard.append)
    of = make.offering("Tap", make.weekly(), until=date(2026, 2, 20))
    mine = [one for one in heard if one.offering_id == of.id]
    assert [one.meeting_ids for one in mine] == [tuple(m.id for m in make.meetings_of(of))]


def test_meeting_on_a_closed_day_is_there_but_does_not_happen(studio):
    create_closure(
        starts_on=date(2026, 2, 16), until=date(2026, 2, 21), reason="Winter break", by=PROGRAM, at=NOON
    )
    of = make.offering("Tap", make.weekly(), until=date(2026, 3, 1))
    assert make.days_of(of) == [date(2026, 2, 4), date(2026, 2, 11), date(2026, 2, 25)]
    assert make.days_of(of, happening=False) == [date(2026, 2, 18)]


def test_taken_room_is_refused_and_nothing_is_kept(studio):
    hall = make.room()
    make.offering("Tap", make.weekly(room=hall), until=date(2026, 2, 20))
    with pytest.raises(RoomTaken) as refusal:
        make.offering("Jazz", make.weekly(2, 16, 30, room=hall), until=date(2026, 2, 20), reason="please")
    assert [clash.meeting_name for clash in refusal.value.clashes] == ["Tap"] * 3
    assert list(Offering.objects.values_list("name", flat=True)) == ["Tap"]


def test_meetings_that_touch_share_a_room(studio):
    hall = make.room()
    make.offering("Tap", make.weekly(room=hall), until=date(2026, 2, 10))
    make.offering("Jazz", make.weekly(2, 16, 45, room=hall), until=date(2026, 2, 10))
    assert Meeting.objects.filter(room=hall).count() == 2


def test_shared_room_holds_several_meetings(studio):
    garden = make.room("Garden", is_shared=True)
    for name in ("Tap", "Jazz", "Clay"):
        make.offering(name, make.weekly(room=garden), until=date(2026, 2, 10))
    assert Meeting.objects.filter(room=garden).count() == 3


def test_two_weekly_times_in_one_room_at_once_are_refused(studio):
    hall = make.room()
    with pytest.raises(RoomTaken):
        make.offering("Tap", make.weekly(room=hall), make.weekly(2, 16, 30, room=hall))


def test_instructor_in_two_places_needs_a_reason(studio):
    cho = make.instructor()
    make.offering("Tap", make.weekly(), taught_by=(cho.id,), until=date(2026, 2, 20))
    with pytest.raises(NeedsReason) as refusal:
        make.offering("Jazz", make.weekly(2, 16, 30), taught_by=(cho.id,), until=date(2026, 2, 12))
    assert [(c.who, c.meeting_name) for c in refusal.value.clashes] == [
        ("Wren Cho", "Tap"),
        ("Wren Cho", "Tap"),
    ]
    jazz = make.offering(
        "Jazz", make.weekly(2, 16, 30), taught_by=(cho.id,), until=date(2026, 2, 27), reason="Rooms adjoin"
    )
    assert [m.clash_reason for m in make.meetings_of(jazz)] == ["Rooms adjoin"] * 3 + [""]


def test_impossible_days_are_refused_beside_the_last_day(studio):
    with pytest.raises(Refused) as refusal:
        make.offering("Tap", make.weekly(), starts_on=date(2026, 3, 2), until=date(2026, 3, 2))
    assert refusal.value.field == "last_on"


def timetable(hall, *hours, weekday=make.WEDNESDAY):
    """One class an hour, each of its own, all in one room."""
    term = make.season()
    return [
        NewOffering(
            OfferingFacts(
                course_id=make.course("Tap").id,
                season_id=term.id,
                name=f"Tap at {hour}",
                places=9,
                starts_on=term.starts_on,
                until=term.until,
            ),
            (make.weekly(weekday, hour, room=hall),),
        )
        for hour in hours
    ]


@pytest.mark.parametrize("classes", [1, 3, 12])
def test_timetable_takes_the_same_statements_however_many_classes(studio, classes):
    new = timetable(make.room(), *range(8, 8 + classes))
    with statements("studio") as sent:
        made = create_offerings(new=new, by=PROGRAM, at=NOON)
    assert (len(sent), [len(one.meetings) for one in made]) == (13, [17] * classes)
    assert Meeting.objects.count() == 17 * classes


def test_class_whose_room_is_taken_comes_in_without_one(studio):
    hall = make.room()
    make.offering("Choir", make.weekly(hour=9, room=hall))
    new = timetable(hall, 9, 10, 10, 11)
    made = create_offerings(new=new, keep_without_room=True, by=PROGRAM, at=NOON)
    assert [one.lost_room for one in made] == [True, False, True, False]
    in_hall = Meeting.objects.filter(room=hall).values_list("offering__name", flat=True).distinct()
    assert sorted(in_hall) == ["Choir", "Tap at 10", "Tap at 11"]
    assert Meeting.objects.filter(offering=made[0].offering).count() == 17


def test_timetable_comes_in_wholly_or_not_at_all(studio):
    new = timetable(make.room(), 9, 10, 10)
    with pytest.raises(RoomTaken):
        create_offerings(new=new, by=PROGRAM, at=NOON)
    assert (Offering.objects.count(), Meeting.objects.count()) == (0, 0)


def test_instructor_with_two_classes_of_a_timetable_at_once_needs_a_reason(studio):
    cho = make.instructor()
    new = [replace(one, facts=replace(one.facts, instructor_ids=(cho.id,))) for one in timetable(None, 9, 9)]
    with pytest.raises(NeedsReason):
        create_offerings(new=new, by=PROGRAM, at=NOON)
    create_offerings(new=new, reason="They dance together", by=PROGRAM, at=NOON)
    assert Meeting.objects.filter(clash_reason="They dance together").count() == 17


def test_empty_timetable_makes_nothing(studio):
    assert create_offerings(new=[], by=PROGRAM, at=NOON) == []
