from datetime import date, datetime, time, timedelta

import pytest

from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.models import Meeting, MeetingInstructor, ScheduleTemplate
from museminder.domain.courses.rules.local_time import clock_of, studio_zone
from museminder.domain.courses.rules.plans import Placement, Scope
from museminder.domain.courses.rules.refusals import NeedsReason, Refused, RoomTaken, StalePage
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make

BEFORE = make.LONG_BEFORE


def move(meeting, day, starts=time(16), *, minutes=45, scope=Scope.THIS, at=BEFORE, reason="", **place):
    return move_meeting(
        meeting_id=meeting.id,
        version=meeting.version,
        to=Placement(day, starts, minutes, **place),
        scope=scope,
        reason=reason,
        by=PROGRAM,
        at=at,
    )


def shown(of):
    """Day and time of each meeting as the studio's clock shows them."""
    return [
        (m.held_on.isoformat(), clock_of(m.starts_at, studio_zone()).isoformat("minutes"))
        for m in make.meetings_of(of)
    ]


def templates(of):
    rows = of.templates.order_by("starts_on", "id")
    return [
        (t.weekday, t.starts.isoformat("minutes"), t.starts_on.isoformat(), t.until.isoformat()) for t in rows
    ]


@pytest.fixture
def tap(studio):
    """Tap, on four Wednesdays across the change of the clocks: March 4, 11, 18, 25."""
    return make.offering("Tap", make.weekly(), starts_on=date(2026, 3, 2), until=date(2026, 3, 30))


def test_this_one_moves_alone_and_no_longer_follows(tap):
    _, second, *_ = make.meetings_of(tap)
    move(second, date(2026, 3, 12), time(17))
    assert shown(tap) == [
        ("2026-03-04", "16:00"),
        ("2026-03-12", "17:00"),
        ("2026-03-18", "16:00"),
        ("2026-03-25", "16:00"),
    ]
    assert [m.is_detached for m in make.meetings_of(tap)] == [False, True, False, False]
    assert templates(tap) == [(2, "16:00", "2026-03-02", "2026-03-30")]


def test_this_and_following_splits_the_template(tap):
    _, _, third, _ = make.meetings_of(tap)
    move(third, date(2026, 3, 19), time(17), scope=Scope.FOLLOWING)
    assert shown(tap) == [
        ("2026-03-04", "16:00"),
        ("2026-03-11", "16:00"),
        ("2026-03-19", "17:00"),
        ("2026-03-26", "17:00"),
    ]
    assert templates(tap) == [
        (2, "16:00", "2026-03-02", "2026-03-18"),
        (3, "17:00", "2026-03-19", "2026-03-30"),
    ]
    split = [m.template.starts.isoformat("minutes") for m in make.meetings_of(tap)]
    assert split == ["16:00", "16:00", "17:00", "17:00"]


def test_all_changes_the_template_and_what_has_not_begun(tap):
    first, _, third, _ = make.meetings_of(tap)
    move(third, date(2026, 3, 17), time(15), scope=Scope.ALL, at=first.ends_at)
    assert shown(tap) == [
        ("2026-03-04", "16:00"),
        ("2026-03-10", "15:00"),
        ("2026-03-17", "15:00"),
        ("2026-03-24", "15:00"),
    ]
    assert templates(tap) == [(1, "15:00", "2026-03-02", "2026-03-30")]


def test_a_whole_series_may_move_by_a_week_into_its_own_old_times(studio):
    hall = make.room()
    tap = make.offering("Tap", make.weekly(room=hall), starts_on=date(2026, 3, 2), until=date(2026, 3, 30))
    first = make.meetings_of(tap)[0]
    move(first, date(2026, 3, 11), scope=Scope.ALL, room_id=hall.id)
    assert make.days_of(tap) == [date(2026, 3, 11), date(2026, 3, 18), date(2026, 3, 25), date(2026, 4, 1)]


def test_meeting_moved_alone_stays_when_the_series_moves(tap):
    _, second, _, _ = make.meetings_of(tap)
    move(second, date(2026, 3, 13), time(9))
    plan = move(make.meetings_of(tap)[0], date(2026, 3, 4), time(18), scope=Scope.ALL)
    assert [one.held_on for one in plan.kept] == [date(2026, 3, 13)]
    assert shown(tap) == [
        ("2026-03-04", "18:00"),
        ("2026-03-13", "09:00"),
        ("2026-03-18", "18:00"),
        ("2026-03-25", "18:00"),
    ]


def test_series_follows_the_planned_day_of_a_meeting_that_was_moved_alone(tap):
    _, second, *_ = make.meetings_of(tap)
    move(second, date(2026, 3, 12))
    move(make.meetings_of(tap)[1], date(2026, 3, 13), scope=Scope.FOLLOWING)
    assert make.days_of(tap) == [date(2026, 3, 4), date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 27)]


def test_longer_meetings_keep_their_start(tap):
    first, *_ = make.meetings_of(tap)
    move(first, date(2026, 3, 4), minutes=60, scope=Scope.ALL)
    assert {m.ends_at - m.starts_at for m in make.meetings_of(tap)} == {timedelta(minutes=60)}
    assert list(tap.templates.values_list("minutes", flat=True)) == [60]


def test_stale_page_is_refused_and_nothing_moves(tap):
    first, *_ = make.meetings_of(tap)
    move(first, date(2026, 3, 5))
    with pytest.raises(StalePage):
        move(first, date(2026, 3, 6))
    assert make.days_of(tap)[0] == date(2026, 3, 5)


def test_series_edit_makes_pages_of_all_its_meetings_stale(tap):
    first, _, third, _ = make.meetings_of(tap)
    move(first, date(2026, 3, 4), time(17), scope=Scope.ALL)
    with pytest.raises(StalePage):
        move(third, date(2026, 3, 19))


def test_taken_room_is_refused_whatever_the_reason(studio):
    hall = make.room()
    make.offering("Jazz", make.weekly(3, room=hall), until=date(2026, 2, 20))
    tap = make.offering("Tap", make.weekly(room=hall), until=date(2026, 2, 20))
    with pytest.raises(RoomTaken) as refusal:
        move(make.meetings_of(tap)[0], date(2026, 2, 5), room_id=hall.id, reason="but please")
    assert [(c.who, c.meeting_name) for c in refusal.value.clashes] == [("Studio A", "Jazz")]
    assert make.days_of(tap) == [date(2026, 2, 4), date(2026, 2, 11), date(2026, 2, 18)]


def test_instructor_clash_is_saved_with_a_reason_on_the_meetings_that_clash(studio):
    cho = make.instructor()
    make.offering("Jazz", make.weekly(3), until=date(2026, 2, 13), taught_by=(cho.id,))
    tap = make.offering("Tap", make.weekly(), until=date(2026, 2, 20), taught_by=(cho.id,))
    first = make.meetings_of(tap)[0]
    with pytest.raises(NeedsReason):
        move(first, date(2026, 2, 5), scope=Scope.ALL)
    move(first, date(2026, 2, 5), scope=Scope.ALL, reason="Shared warm-up")
    assert [m.clash_reason for m in make.meetings_of(tap)] == ["Shared warm-up", "Shared warm-up", ""]


def test_moving_within_its_own_time_is_no_clash_with_itself(studio):
    cho, hall = make.instructor(), make.room()
    tap = make.offering("Tap", make.weekly(room=hall), until=date(2026, 2, 7), taught_by=(cho.id,))
    move(make.meetings_of(tap)[0], date(2026, 2, 4), time(16, 15), room_id=hall.id)
    assert shown(tap) == [("2026-02-04", "16:15")]


def test_handing_one_meeting_over_makes_a_substitute(studio):
    cho, obi = make.instructor("Cho"), make.instructor("Obi")
    tap = make.offering("Tap", make.weekly(), until=date(2026, 2, 12), taught_by=(cho.id,))
    move(make.meetings_of(tap)[0], date(2026, 2, 4), instructor_ids=(obi.id,))
    rows = MeetingInstructor.objects.order_by("meeting__starts_at")
    assert list(rows.values_list("staff_member__first_name", "is_substitute")) == [
        ("Obi", True),
        ("Cho", False),
    ]
    assert [one.staff_member_id for one in tap.instructors.all()] == [cho.id]


def test_handing_the_series_over_hands_the_offering_over(studio):
    cho, obi = make.instructor("Cho"), make.instructor("Obi")
    tap = make.offering("Tap", make.weekly(), until=date(2026, 2, 12), taught_by=(cho.id,))
    move(make.meetings_of(tap)[0], date(2026, 2, 4), scope=Scope.ALL, instructor_ids=(obi.id,))
    rows = MeetingInstructor.objects.order_by("meeting__starts_at")
    assert list(rows.values_list("staff_member__first_name", "is_substitute")) == [
        ("Obi", False),
        ("Obi", False),
    ]
    assert [one.staff_member_id for one in tap.instructors.all()] == [obi.id]


def test_cancelled_meeting_cannot_be_moved(tap):
    first, *_ = make.meetings_of(tap)
    Meeting.objects.filter(id=first.id).update(is_cancelled=True)
    with pytest.raises(Refused, match="Bring it back first"):
        move(first, date(2026, 3, 5))


@pytest.mark.parametrize("minutes", [0, 1441])
def test_impossible_length_is_refused(tap, minutes):
    with pytest.raises(Refused):
        move(make.meetings_of(tap)[0], date(2026, 3, 5), minutes=minutes)


def test_every_template_of_a_split_series_is_the_offering_s(tap):
    move(make.meetings_of(tap)[2], date(2026, 3, 19), scope=Scope.FOLLOWING)
    assert ScheduleTemplate.objects.filter(offering=tap).count() == 2


def test_moment_of_another_day_is_kept_in_the_event(tap):
    first, *_ = make.meetings_of(tap)
    plan = move(first, date(2026, 3, 9), time(16))
    assert [one.starts_at for one in plan.moves] == [datetime.fromisoformat("2026-03-09T20:00:00+00:00")]
