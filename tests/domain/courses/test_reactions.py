"""What courses add when a studio is counted."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.oversight.events import StudioCounted
from museminder.primitives.happenings import announce
from tests.factories import courses
from tests.schools import NOON, School


def test_meetings_are_those_of_seven_days(studio: School) -> None:
    courses.offering("Ballet II", courses.weekly())
    counts = []
    for days in (0, -365):  # in the season, and a year before it
        counted = StudioCounted(at=NOON + timedelta(days=days))
        announce(counted)
        counts.append(counted.counts["meetings"])

    assert counts == [1, 0]
