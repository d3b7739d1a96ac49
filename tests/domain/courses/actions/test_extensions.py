from datetime import date, time

import pytest

from museminder.domain.courses.actions.closures import create_closure
from museminder.domain.courses.actions.extensions import extend_offering
from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.actions.schedules import end_weekly_time
from museminder.domain.courses.models import Offering
from museminder.domain.courses.rules.plans import Placement, Scope
from museminder.domain.courses.rules.refusals import NeedsReason, Refused, RoomTaken
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON


@pytest.fixture
def fall(studio):
    return make.season("Fall 2026", date(2026, 9, 7), date(2026, 9, 28))


def extend(of, season, **more):
    return extend_offering(offering_id=of.id, season_id=season.id, by=PROGRAM, at=NOON, **more)


def in_fall(of):
    return [day for day in make.days_of(of) if day >= date(2026, 9, 1)]


def test_extension_repeats_the_weekly_times_in_the_next_season(fall):
    cho = make.instructor()
    tap = make.offering("Tap", make.weekly(), make.weekly(make.FRIDAY), taught_by=(cho.id,))
    extend(tap, fall)
    assert in_fall(tap) == [date(2026, 9, day) for day in (9, 11, 16, 18, 23, 25)]
    again = Offering.objects.get(id=tap.id)
    assert (again.season_id, again.starts_on, again.until) == (fall.id, date(2026, 2, 2), fall.until)
    last = make.meetings_of(tap)[-1]
    assert list(last.instructors.values_list("staff_member_id", flat=True)) == [cho.id]


def test_extension_takes_the_times_in_force_at_the_end(fall):
    tap = make.offering("Tap", make.weekly(), make.weekly(make.FRIDAY))
    friday = tap.templates.get(weekday=make.FRIDAY)
    end_weekly_time(template_id=friday.id, until=date(2026, 4, 1), by=PROGRAM, at=NOON)
    late = next(m for m in make.meetings_of(tap) if m.held_on == date(2026, 4, 8))
    move_meeting(
        meeting_id=late.id,
        version=late.version,
        to=Placement(date(2026, 4, 7), time(17), 60),
        scope=Scope.FOLLOWING,
        by=PROGRAM,
        at=make.LONG_BEFORE,
    )
    extend(tap, fall)
    assert in_fall(tap) == [date(2026, 9, day) for day in (8, 15, 22)]


def test_extension_leaves_the_gap_between_seasons_empty_and_closed_days_closed(fall):
    create_closure(starts_on=date(2026, 9, 16), until=date(2026, 9, 17), reason="Fair", by=PROGRAM, at=NOON)
    tap = make.offering("Tap", make.weekly())
    plan = extend(tap, fall)
    assert [m.held_on for m in plan.open_meetings] == [date(2026, 9, 9), date(2026, 9, 23)]
    assert [m.held_on for m in plan.closed_meetings] == [date(2026, 9, 16)]


def test_extending_twice_is_refused(fall):
    tap = make.offering("Tap", make.weekly())
    extend(tap, fall)
    with pytest.raises(Refused, match="already runs"):
        extend(tap, fall)
    assert len(in_fall(tap)) == 3


def test_offering_without_a_weekly_time_cannot_run_on(fall):
    with pytest.raises(Refused, match="no weekly time"):
        extend(make.offering("Tap"), fall)


def test_room_taken_in_the_next_season_is_refused_and_nothing_is_kept(fall):
    hall = make.room()
    tap = make.offering("Tap", make.weekly(room=hall))
    make.offering("Jazz", make.weekly(room=hall), of_season=fall)
    with pytest.raises(RoomTaken) as refusal:
        extend(tap, fall)
    assert len(refusal.value.clashes) == 3
    assert (in_fall(tap), Offering.objects.get(id=tap.id).until) == ([], date(2026, 6, 1))


def test_instructor_clash_in_the_next_season_needs_a_reason(fall):
    cho = make.instructor()
    tap = make.offering("Tap", make.weekly(), taught_by=(cho.id,))
    make.offering("Jazz", make.weekly(), of_season=fall, taught_by=(cho.id,))
    with pytest.raises(NeedsReason):
        extend(tap, fall)
    extend(tap, fall, reason="One of them will move")
    assert len(in_fall(tap)) == 3
