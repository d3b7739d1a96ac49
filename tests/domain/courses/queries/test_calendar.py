from datetime import date, time

import pytest

from museminder.domain.courses.actions.closures import create_closure
from museminder.domain.courses.actions.meetings import create_event
from museminder.domain.courses.models import MeetingKind
from museminder.domain.courses.queries.calendar import Filters, calendar_between
from museminder.domain.courses.rules.plans import Placement
from museminder.primitives.actor import PROGRAM
from tests.counting import statements
from tests.factories import courses as make
from tests.schools import NOON

WEEK = date(2026, 2, 2), date(2026, 2, 9)


def names(**filters):
    return [entry.name for entry in calendar_between(*WEEK, Filters(**filters)).entries]


@pytest.mark.parametrize("meetings", [1, 3, 500])
def test_week_takes_six_statements_however_many_meetings(studio, meetings):
    cho, hall = make.instructor(), make.room(is_shared=True)
    times = [make.weekly(n % 6, 9 + n // 6 % 10, n % 60, 30, room=hall) for n in range(meetings)]
    make.offering("Tap", *times, taught_by=(cho.id,), until=WEEK[1], reason="Crowded on purpose")
    with statements("studio") as asked:
        week = calendar_between(*WEEK)
    assert (len(week.entries), len(asked)) == (meetings, 6)


def test_entry_says_what_where_and_with_whom(studio):
    cho, hall = make.instructor(), make.room()
    make.offering("Tap", make.weekly(room=hall), taught_by=(cho.id,), places=9, until=WEEK[1])
    (entry,) = calendar_between(*WEEK).entries
    said = (
        entry.name,
        entry.program,
        entry.room,
        entry.location,
        entry.places,
        entry.is_series,
        entry.version,
    )
    assert said == ("Tap", "dance", "Studio A", "Main house", 9, True, 1)
    assert [(one.name, one.is_substitute) for one in entry.teachers] == [("Wren Cho", False)]


def test_week_begins_and_ends_at_midnight_on_the_studio_s_clock(studio):
    for title, day, at in (
        ("early", 2, time(0)),
        ("late", 8, time(23, 30)),
        ("next", 9, time(0)),
        ("before", 1, time(23, 59)),
    ):
        to = Placement(date(2026, 2, day), at, 30)
        create_event(kind=MeetingKind.EVENT, title=title, to=to, by=PROGRAM, at=NOON)
    assert names() == ["early", "late"]


def test_filters_leave_out_the_rest(studio):
    cho, obi = make.instructor("Cho"), make.instructor("Obi")
    hall, loft = make.room("Hall"), make.room("Loft")
    tap = make.offering("Tap", make.weekly(room=hall), taught_by=(cho.id,), until=WEEK[1])
    make.offering("Jazz", make.weekly(room=loft), taught_by=(obi.id,), until=WEEK[1])
    create_event(
        kind=MeetingKind.EVENT, title="Fair", to=Placement(WEEK[0], time(9), 60), by=PROGRAM, at=NOON
    )
    assert names() == ["Fair", "Tap", "Jazz"]
    assert names(room_id=hall.id) == ["Tap"]
    assert names(location_id=hall.location_id) == ["Tap", "Jazz"]
    assert names(staff_member_id=obi.id) == ["Jazz"]
    assert names(program="dance") == ["Tap", "Jazz"]
    assert names(program="event") == ["Fair"]
    assert names(offering_id=tap.id) == ["Tap"]


def test_closed_days_and_closed_meetings_are_both_there(studio):
    make.offering("Tap", make.weekly(), until=WEEK[1])
    create_closure(starts_on=date(2026, 2, 4), until=date(2026, 2, 6), reason="Snow", by=PROGRAM, at=NOON)
    week = calendar_between(*WEEK)
    assert [(one.is_closed, one.cancelled_reason) for one in week.entries] == [(True, "Snow")]
    assert [len(week.closures_on(date(2026, 2, day))) for day in (3, 4, 5, 6)] == [0, 1, 1, 0]


def test_instructor_sees_the_calendar_too(school):
    teacher = school.add_person("Wren Cho", "instructor")
    with school.inside(school.owner):
        make.offering("Tap", make.weekly(), until=WEEK[1])
    with school.inside(teacher):
        assert names() == ["Tap"]
