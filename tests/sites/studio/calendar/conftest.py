"""A school with a calendar of its own, committed, so that pages find it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from tests.factories import courses as make
from tests.schools import School

WEEK = date(2026, 2, 2), date(2026, 2, 9)


@pytest.fixture
def scene(live_school: School) -> SimpleNamespace:
    """Tap (Cho, Studio A) and Jazz (Obi, Studio B), both on Wednesdays at four until the end of February."""
    with live_school.inside(live_school.owner):
        cho, obi = make.instructor("Wren", "Cho"), make.instructor("Liv", "Obi")
        hall, loft = make.room("Studio A"), make.room("Studio B")
        until = date(2026, 2, 28)
        tap = make.offering("Tap", make.weekly(room=hall), taught_by=(cho.id,), until=until)
        jazz = make.offering("Jazz", make.weekly(room=loft), taught_by=(obi.id,), until=until)
        first = make.meetings_of(tap)[0]
    return SimpleNamespace(
        school=live_school,
        owner=live_school.owner,
        cho=cho,
        obi=obi,
        hall=hall,
        loft=loft,
        tap=tap,
        jazz=jazz,
        first=first,
        other=jazz.meetings.model,
    )
