from datetime import date, time

import pytest

from museminder.domain.courses.actions.meetings import add_meeting, copy_meeting, create_event
from museminder.domain.courses.events import MeetingsAdded
from museminder.domain.courses.models import MeetingKind
from museminder.domain.courses.rules.plans import Placement
from museminder.domain.courses.rules.refusals import NeedsReason, Refused
from museminder.primitives.actor import PROGRAM
from museminder.primitives.happenings import when
from tests.factories import courses as make
from tests.schools import NOON

THURSDAY = Placement(date(2026, 2, 5), time(16), 60)


@pytest.fixture
def tap(studio):
    return make.offering(
        "Tap", make.weekly(), until=date(2026, 2, 6), taught_by=(make.instructor().id,), places=9
    )


def test_added_meeting_has_the_offering_s_places_and_instructors_and_is_announced(tap):
    heard = []
    when(MeetingsAdded)(heard.append)
    meeting = add_meeting(offering_id=tap.id, to=THURSDAY, by=PROGRAM, at=NOON)
    assert (meeting.places, meeting.kind, meeting.template_id, meeting.instructors.count()) == (
        9,
        "class",
        None,
        1,
    )
    assert [one.meeting_ids for one in heard if one.offering_id == tap.id] == [(meeting.id,)]


def test_copy_follows_nobody_and_leaves_the_original(tap):
    (original,) = make.meetings_of(tap)
    copy = copy_meeting(meeting_id=original.id, to=THURSDAY, by=PROGRAM, at=NOON)
    assert (copy.offering_id, copy.template_id, copy.is_detached) == (tap.id, None, True)
    assert [day.day for day in make.days_of(tap)] == [4, 5]


def test_copy_onto_its_own_time_puts_its_instructor_in_two_places(tap):
    (original,) = make.meetings_of(tap)
    with pytest.raises(NeedsReason):
        copy_meeting(
            meeting_id=original.id, to=Placement(date(2026, 2, 4), time(16), 45), by=PROGRAM, at=NOON
        )


def test_event_belongs_to_no_offering_and_is_announced_to_none(studio):
    heard = []
    when(MeetingsAdded)(heard.append)
    event = create_event(kind=MeetingKind.PERFORMANCE, title=" Recital ", to=THURSDAY, by=PROGRAM, at=NOON)
    assert (event.title, event.name, event.offering_id, heard) == ("Recital", "Recital", None, [])


def test_event_without_a_title_is_refused(studio):
    with pytest.raises(Refused) as refusal:
        create_event(kind=MeetingKind.EVENT, title="  ", to=THURSDAY, by=PROGRAM, at=NOON)
    assert refusal.value.field == "title"
