"""Every way of looking at the calendar answers, whatever the studio has or lacks."""

from __future__ import annotations

from datetime import date, time

import pytest

from museminder.domain.courses.actions.closures import create_closure
from museminder.domain.courses.actions.meetings import create_event
from museminder.domain.courses.models import MeetingKind, Room
from museminder.domain.courses.rules.plans import Placement
from museminder.domain.people.models import StaffMember
from museminder.primitives.actor import PROGRAM
from tests.browsing import client_of
from tests.factories import courses as make
from tests.schools import NOON

VIEWS = ["day", "week", "month", "list", ""]
COLUMNS = ["rooms", "instructors", ""]
# The clocks of New York change on the first two; the third is the last of our days, and the last is today.
DAYS = ["2026-03-08", "2026-11-01", "2199-12-31", ""]


def every_look(person, school):
    """What each look answers that does not answer 200 with its page and its events."""
    client, wrong = client_of(person), []
    for view in VIEWS:
        for columns in COLUMNS:
            for day in DAYS:
                asked = f"view={view}&columns={columns}&day={day}"
                answer = client.get(f"/{school.slug}/calendar/?{asked}", secure=True)
                if answer.status_code != 200:
                    wrong.append((asked, answer.status_code))
    for columns in COLUMNS:
        for start, end in (
            ("2026-03-08", "2026-03-09"),
            ("2026-11-01", "2026-11-02"),
            ("2026-02-01", "2026-03-01"),
        ):
            asked = f"start={start}&end={end}&columns={columns}"
            answer = client.get(f"/{school.slug}/calendar/events.json?{asked}", secure=True)
            if answer.status_code != 200:
                wrong.append((asked, answer.status_code))
    return wrong


def overnight(day, at=time(23, 30)):
    """Something that goes on past midnight, in no room, taught by nobody."""
    to = Placement(day, at, 180)
    create_event(kind=MeetingKind.EVENT, title="Night of the open studio", to=to, by=PROGRAM, at=NOON)


@pytest.mark.parametrize("lacking", ["everything", "rooms", "instructors", "nothing"])
def test_every_look_answers(live_school, lacking):
    with live_school.inside(live_school.owner):
        if lacking != "everything":
            cho, hall = make.instructor(), make.room()
            taught = () if lacking == "instructors" else (cho.id,)
            room = None if lacking == "rooms" else hall
            make.offering(
                "Tap", make.weekly(room=room), make.weekly(make.SUNDAY, 1, 30, room=room), taught_by=taught
            )
            overnight(date(2026, 3, 7))
            overnight(date(2026, 3, 8), time(2, 30))  # a time that the clock skips
            overnight(date(2026, 11, 1), time(1, 30))  # a time that the clock shows twice
            create_closure(
                starts_on=date(2026, 2, 28), until=date(2026, 3, 9), reason="Snow", by=PROGRAM, at=NOON
            )
        if lacking == "rooms":
            Room.objects.update(is_active=False)
        if lacking == "instructors":
            StaffMember.objects.update(is_active=False)
    assert every_look(live_school.owner, live_school) == []
