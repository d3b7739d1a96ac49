from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from museminder.domain.courses.models import Meeting, Room
from museminder.domain.courses.rules.plans import Move

FOUR = datetime(2026, 2, 4, 21, tzinfo=UTC)
END = FOUR + timedelta(minutes=45)
HALL, LOFT = (Room(id=UUID(int=n), studio_id=1, name="A") for n in (1, 2))


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "room", "changes"),
    [
        (FOUR, END, HALL, False),
        (FOUR, END, LOFT, True),
        (FOUR, END, None, True),
        (FOUR + timedelta(minutes=1), END, HALL, True),
        (FOUR, END + timedelta(minutes=1), HALL, True),
    ],
)
def test_meeting_that_only_changes_hands_does_not_move(starts_at, ends_at, room, changes):
    meeting = Meeting(studio_id=1, starts_at=FOUR, ends_at=END, room_id=HALL.id)
    move = Move(meeting, starts_at, ends_at, date(2026, 2, 4), room, frozenset(), None)
    assert move.changes_place is changes
