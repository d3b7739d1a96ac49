from datetime import date

import pytest

from museminder.domain.courses.actions.substitutes import name_substitute
from museminder.domain.courses.rules.refusals import NeedsReason, Refused, StalePage
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON


@pytest.fixture
def cast(studio):
    cho, obi, sub = (make.instructor(name) for name in ("Cho", "Obi", "Sub"))
    tap = make.offering("Tap", make.weekly(), taught_by=(cho.id, obi.id), until=date(2026, 2, 6))
    return tap, cho, obi, sub


def stand_in(tap, who, *, version=1, **more):
    (meeting,) = make.meetings_of(tap)
    return name_substitute(
        meeting_id=meeting.id, version=version, staff_member_id=who.id, by=PROGRAM, at=NOON, **more
    )


def taught_by(tap):
    (meeting,) = make.meetings_of(tap)
    return list(meeting.instructors.order_by("id").values_list("staff_member__first_name", "is_substitute"))


def test_substitute_stands_in_for_everybody(cast):
    tap, _, _, sub = cast
    stand_in(tap, sub)
    assert taught_by(tap) == [("Sub", True)]


def test_substitute_stands_in_for_one(cast):
    tap, cho, _, sub = cast
    stand_in(tap, sub, instead_of_id=cho.id)
    assert taught_by(tap) == [("Obi", False), ("Sub", True)]


def test_somebody_who_teaches_it_anyway_is_refused(cast):
    tap, cho, _, _ = cast
    with pytest.raises(Refused) as refusal:
        stand_in(tap, cho)
    assert refusal.value.field == "staff_member"


def test_substitute_asked_for_elsewhere_needs_a_reason(cast):
    tap, _, _, sub = cast
    make.offering("Jazz", make.weekly(), taught_by=(sub.id,), until=date(2026, 2, 6))
    with pytest.raises(NeedsReason):
        stand_in(tap, sub)
    assert stand_in(tap, sub, reason="The rooms adjoin").clash_reason == "The rooms adjoin"


def test_stale_page_is_refused(cast):
    tap, _, _, sub = cast
    with pytest.raises(StalePage):
        stand_in(tap, sub, version=2)
