from datetime import date, time

import pytest

from museminder.domain.courses.actions.closures import create_closure, edit_closure, remove_closure
from museminder.domain.courses.actions.locations import create_location
from museminder.domain.courses.actions.meetings import add_meeting
from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.models import Closure, Meeting, MeetingKind
from museminder.domain.courses.rules.plans import Placement, Scope
from museminder.domain.courses.rules.refusals import Refused, RoomTaken
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON

FEBRUARY = [date(2026, 2, day) for day in (4, 11, 18, 25)]


def close(starts_on, until, **what):
    return create_closure(
        starts_on=starts_on, until=until, reason="Winter break", by=PROGRAM, at=NOON, **what
    )


@pytest.fixture
def tap(studio):
    return make.offering("Tap", make.weekly(), until=date(2026, 2, 28))


def test_meetings_on_closed_days_do_not_happen(tap):
    close(date(2026, 2, 11), date(2026, 2, 19))
    assert make.days_of(tap) == [FEBRUARY[0], FEBRUARY[3]]
    closed = [m for m in make.meetings_of(tap) if m.is_closed]
    assert [(m.is_cancelled, m.cancelled_reason) for m in closed] == [(True, "Winter break")] * 2


def test_the_day_after_a_closure_is_open(tap):
    close(date(2026, 2, 5), date(2026, 2, 11))
    assert make.days_of(tap) == FEBRUARY


def test_reopening_brings_them_back(tap):
    closure = close(date(2026, 2, 11), date(2026, 2, 19))
    back = remove_closure(closure_id=closure.id, by=PROGRAM, at=NOON)
    assert make.days_of(tap) == FEBRUARY
    assert sorted(back) == sorted(m.id for m in make.meetings_of(tap)[1:3])
    assert Closure.objects.count() == 0


def test_meeting_called_off_by_hand_stays_off_after_reopening(tap):
    Meeting.objects.filter(id=make.meetings_of(tap)[1].id).update(is_cancelled=True)
    closure = close(date(2026, 2, 11), date(2026, 2, 19))
    remove_closure(closure_id=closure.id, by=PROGRAM, at=NOON)
    assert make.days_of(tap) == [FEBRUARY[0], FEBRUARY[2], FEBRUARY[3]]


def test_second_closure_still_holds_when_the_first_is_removed(tap):
    first = close(date(2026, 2, 11), date(2026, 2, 19))
    close(date(2026, 2, 18), date(2026, 2, 20))
    remove_closure(closure_id=first.id, by=PROGRAM, at=NOON)
    assert make.days_of(tap) == [FEBRUARY[0], FEBRUARY[1], FEBRUARY[3]]


def test_shorter_closure_brings_back_what_it_no_longer_covers(tap):
    closure = close(date(2026, 2, 11), date(2026, 2, 26))
    edit_closure(
        closure_id=closure.id,
        starts_on=date(2026, 2, 18),
        until=date(2026, 2, 19),
        reason="Snow",
        by=PROGRAM,
        at=NOON,
    )
    assert make.days_of(tap) == [FEBRUARY[0], FEBRUARY[1], FEBRUARY[3]]
    assert [m.cancelled_reason for m in make.meetings_of(tap)] == ["", "", "Snow", ""]


def test_location_s_closure_reaches_its_rooms_only(studio):
    main = make.room("Studio A")
    annex = create_location(name="Annex", by=PROGRAM, at=NOON)
    away = make.room("Loft", location=annex)
    until = date(2026, 2, 6)
    offerings = [
        make.offering("Tap", make.weekly(room=main), until=until),
        make.offering("Clay", make.weekly(room=away), until=until),
        make.offering("Walks", make.weekly(), until=until),
    ]
    close(date(2026, 2, 4), date(2026, 2, 5), location_id=annex.id)
    assert [make.days_of(one) for one in offerings] == [[FEBRUARY[0]], [], [FEBRUARY[0]]]


def test_offering_s_closure_reaches_it_only(tap):
    jazz = make.offering("Jazz", make.weekly(), until=date(2026, 2, 6))
    close(date(2026, 2, 4), date(2026, 2, 5), offering_id=jazz.id)
    assert (make.days_of(jazz), make.days_of(tap)) == ([], FEBRUARY)


def test_reopening_is_refused_while_a_room_is_given_away(studio):
    hall = make.room()
    tap = make.offering("Tap", make.weekly(room=hall), until=date(2026, 2, 6))
    closure = close(date(2026, 2, 4), date(2026, 2, 5), offering_id=tap.id)
    jazz = make.offering("Jazz", make.weekly(room=hall), until=date(2026, 2, 6))
    with pytest.raises(RoomTaken) as refusal:
        remove_closure(closure_id=closure.id, by=PROGRAM, at=NOON)
    assert [clash.meeting_name for clash in refusal.value.clashes] == ["Jazz"]
    assert (make.days_of(tap), make.days_of(jazz), Closure.objects.count()) == ([], [FEBRUARY[0]], 1)


def test_single_meeting_is_not_put_on_a_closed_day(tap):
    close(date(2026, 2, 12), date(2026, 2, 13))
    to = Placement(date(2026, 2, 12), time(16), 45)
    with pytest.raises(Refused, match="Winter break"):
        add_meeting(offering_id=tap.id, to=to, by=PROGRAM, at=NOON)
    first = make.meetings_of(tap)[0]
    with pytest.raises(Refused, match="Winter break"):
        move_meeting(meeting_id=first.id, version=1, to=to, by=PROGRAM, at=make.LONG_BEFORE)


def test_series_moved_onto_a_closed_day_closes_there_and_reopens_where_it_was_closed(tap):
    close(date(2026, 2, 11), date(2026, 2, 12))
    close(date(2026, 2, 19), date(2026, 2, 20))
    first = make.meetings_of(tap)[0]
    move_meeting(
        meeting_id=first.id,
        version=first.version,
        to=Placement(date(2026, 2, 5), time(16), 45),
        scope=Scope.ALL,
        by=PROGRAM,
        at=make.LONG_BEFORE,
    )
    assert make.days_of(tap) == [date(2026, 2, 5), date(2026, 2, 12), date(2026, 2, 26)]
    assert make.days_of(tap, happening=False) == [date(2026, 2, 19)]


def test_closed_meeting_moved_alone_to_an_open_day_happens(tap):
    close(date(2026, 2, 11), date(2026, 2, 12))
    closed = make.meetings_of(tap)[1]
    to = Placement(date(2026, 2, 13), time(16), 45)
    move_meeting(meeting_id=closed.id, version=closed.version, to=to, by=PROGRAM, at=make.LONG_BEFORE)
    assert make.days_of(tap) == [date(2026, 2, 4), date(2026, 2, 13), date(2026, 2, 18), date(2026, 2, 25)]
    assert make.meetings_of(tap)[1].kind == MeetingKind.CLASS
