from datetime import date
from uuid import UUID

import pytest

from museminder.domain.courses.models import Closure, Room
from museminder.domain.courses.rules.closing import check_day_is_open, closure_over
from museminder.domain.courses.rules.refusals import Refused

HOUSE, ANNEX, TAP, JAZZ = (UUID(int=n) for n in range(1, 5))
DAY = date(2026, 2, 4)


def closure(**scope):
    return Closure(studio_id=1, starts_on=DAY, until=date(2026, 2, 6), reason="Snow", **scope)


def room(location):
    return Room(studio_id=1, location_id=location, name="A")


@pytest.mark.parametrize(
    ("scope", "place", "offering", "closed"),
    [
        ({}, None, None, True),
        ({}, room(HOUSE), TAP, True),
        ({"location_id": HOUSE}, room(HOUSE), TAP, True),
        ({"location_id": HOUSE}, room(ANNEX), TAP, False),
        ({"location_id": HOUSE}, None, TAP, False),
        ({"offering_id": TAP}, room(HOUSE), TAP, True),
        ({"offering_id": TAP}, room(HOUSE), JAZZ, False),
        ({"offering_id": TAP}, None, None, False),
    ],
)
def test_closure_covers_its_scope_only(scope, place, offering, closed):
    found = closure_over([closure(**scope)], day=DAY, room=place, offering_id=offering)
    assert (found is not None) is closed


@pytest.mark.parametrize(("day", "closed"), [(3, False), (4, True), (5, True), (6, False)])
def test_the_day_after_the_last_is_open(day, closed):
    found = closure_over([closure()], day=date(2026, 2, day), room=None, offering_id=None)
    assert (found is not None) is closed


def test_closed_day_is_refused_with_its_reason():
    assert check_day_is_open(None) is None
    with pytest.raises(Refused, match="Snow") as refusal:
        check_day_is_open(closure())
    assert refusal.value.field == "day"
