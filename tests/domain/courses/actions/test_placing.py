import threading
from datetime import date, time

import pytest
from django.db import connections

from museminder.domain.courses.actions import placing
from museminder.domain.courses.actions.meetings import create_event
from museminder.domain.courses.models import Meeting, MeetingKind
from museminder.domain.courses.rules.plans import Placement
from museminder.domain.courses.rules.refusals import RoomTaken
from tests.factories import courses as make
from tests.schools import NOON


def book(school, title, hall, *, meanwhile=None):
    """Put an event into a room at four, in a transaction of its own; ``meanwhile`` runs before it is committed."""
    with school.inside(school.owner):
        create_event(
            kind=MeetingKind.EVENT,
            title=title,
            to=Placement(date(2026, 5, 21), time(16), 60, hall.id),
            by=school.owner.actor,
            at=NOON,
        )
        if meanwhile:
            meanwhile()


def test_database_refuses_a_room_twice_even_if_both_looked_before_either_saved(live_school, monkeypatch):
    """Both find the room free; the second waits for the first to commit and is then refused, by the database."""
    with live_school.inside(live_school.owner):
        hall = make.room()
    both_looked = threading.Barrier(2, timeout=20)
    looked = threading.local()
    check_clashes = placing.check_clashes

    def look_then_wait(clashes, *, reason):
        check_clashes(clashes, reason=reason)
        if not getattr(looked, "once", False):
            looked.once = True
            both_looked.wait()

    monkeypatch.setattr(placing, "check_clashes", look_then_wait)
    refused, kept = [], []

    def one(title):
        try:
            book(live_school, title, hall)
            kept.append(title)
        except RoomTaken as refusal:
            refused.append((title, [clash.meeting_name for clash in refusal.clashes]))
        finally:
            for connection in connections.all(initialized_only=True):
                connection.close()

    threads = [threading.Thread(target=one, args=(title,)) for title in ("Audition", "Tuning")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(kept), len(refused)) == (1, 1)
    assert refused[0][1] == kept
    with live_school.inside(live_school.owner):
        assert list(Meeting.objects.values_list("title", flat=True)) == kept


def test_second_request_for_a_room_is_refused_with_what_is_there(studio):
    hall = make.room()
    to = Placement(date(2026, 5, 21), time(16), 60, hall.id)
    create_event(kind=MeetingKind.EVENT, title="Audition", to=to, by=studio.owner.actor, at=NOON)
    with pytest.raises(RoomTaken) as refusal:
        create_event(kind=MeetingKind.EVENT, title="Tuning", to=to, by=studio.owner.actor, at=NOON)
    assert [clash.meeting_name for clash in refusal.value.clashes] == ["Audition"]
