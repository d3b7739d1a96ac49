"""Demands that checks make behave as the real ones do."""

from __future__ import annotations

from museminder.promise.probe.demanding import is_answered, is_approved, make_demand, make_staff
from tests.schools import School


def test_two_approve_and_then_it_is_answered_once(school: School) -> None:
    clerk, first, second = make_staff(), make_staff(), make_staff()
    demand = make_demand(clerk, school.studio_id)

    assert is_answered(demand, first) is False
    assert is_approved(demand, [first, make_staff(is_taught=False)]) is False
    assert is_approved(demand, [first, second]) is True
    assert [is_answered(demand, first), is_answered(demand, first)] == [True, False]
