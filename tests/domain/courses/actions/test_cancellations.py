from datetime import date

import pytest

from museminder.domain.courses.actions.cancellations import cancel_meeting, restore_meeting
from museminder.domain.courses.rules.plans import Scope
from museminder.domain.courses.rules.refusals import Refused, RoomTaken, StalePage
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make

WEDNESDAYS = [date(2026, 3, day) for day in (4, 11, 18, 25)]


@pytest.fixture
def tap(studio):
    return make.offering(
        "Tap", make.weekly(room=make.room()), starts_on=date(2026, 3, 2), until=date(2026, 3, 30)
    )


def cancel(meeting, scope=Scope.THIS, at=make.LONG_BEFORE):
    return cancel_meeting(
        meeting_id=meeting.id, version=meeting.version, scope=scope, reason="Flu", by=PROGRAM, at=at
    )


def restore(meeting):
    return restore_meeting(meeting_id=meeting.id, version=meeting.version, by=PROGRAM, at=make.LONG_BEFORE)


def test_this_one_is_called_off_with_its_reason(tap):
    cancel(make.meetings_of(tap)[1])
    assert make.days_of(tap) == [WEDNESDAYS[0], *WEDNESDAYS[2:]]
    assert [m.cancelled_reason for m in make.meetings_of(tap)] == ["", "Flu", "", ""]


def test_this_and_following_end_the_weekly_time(tap):
    off = cancel(make.meetings_of(tap)[2], Scope.FOLLOWING)
    assert (len(off), make.days_of(tap)) == (2, WEDNESDAYS[:2])
    assert list(tap.templates.values_list("until", flat=True)) == [WEDNESDAYS[2]]


def test_all_means_what_has_not_begun(tap):
    first, second, *_ = make.meetings_of(tap)
    cancel(second, Scope.ALL, at=first.ends_at)
    assert make.days_of(tap) == WEDNESDAYS[:1]


def test_meeting_comes_back_at_its_time(tap):
    cancel(make.meetings_of(tap)[1])
    restore(make.meetings_of(tap)[1])
    assert make.days_of(tap) == WEDNESDAYS


def test_meeting_does_not_come_back_into_a_room_given_away(tap):
    cancel(make.meetings_of(tap)[1])
    make.offering(
        "Jazz",
        make.weekly(room=tap.templates.get().room),
        starts_on=date(2026, 3, 9),
        until=date(2026, 3, 13),
    )
    with pytest.raises(RoomTaken):
        restore(make.meetings_of(tap)[1])


def test_calling_off_twice_or_from_a_stale_page_is_refused(tap):
    before = make.meetings_of(tap)[1]
    cancel(before)
    with pytest.raises(StalePage):
        cancel(before)
    with pytest.raises(Refused, match="cancelled already"):
        cancel(make.meetings_of(tap)[1])
