from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from museminder.domain.courses.rules.clashes import Clash, ClashKind, Slot
from museminder.domain.courses.rules.refusals import NeedsReason, RoomTaken, check_clashes

FOUR = datetime(2026, 2, 4, 21, tzinfo=UTC)


def clash(kind):
    end = FOUR + timedelta(minutes=45)
    return Clash(kind, "Cho", Slot(FOUR, end), UUID(int=1), "Tap", FOUR, end)


ROOM, PERSON, CHILD = clash(ClashKind.ROOM), clash(ClashKind.INSTRUCTOR), clash(ClashKind.STUDENT)


def test_nothing_in_the_way_needs_no_reason():
    assert check_clashes([], reason="") is None


@pytest.mark.parametrize("reason", ["", "  "])
@pytest.mark.parametrize("clashes", [[PERSON], [CHILD], [PERSON, CHILD]])
def test_people_in_two_places_need_a_reason(clashes, reason):
    with pytest.raises(NeedsReason) as refusal:
        check_clashes(clashes, reason=reason)
    assert (refusal.value.clashes, check_clashes(clashes, reason="The rooms adjoin")) == (clashes, None)


def test_no_reason_gives_a_room_twice():
    with pytest.raises(RoomTaken) as refusal:
        check_clashes([PERSON, ROOM], reason="The rooms adjoin")
    assert refusal.value.clashes == [ROOM]
