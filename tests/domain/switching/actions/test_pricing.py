"""Prices of a file become tuition plans, one for each price."""

from __future__ import annotations

from museminder.domain.billing.models import TuitionPlan
from museminder.domain.enrollment.models import OfferingTuition
from tests.domain.switching.actions.importing import brought, classes
from tests.schools import School


def tap(number: int, price: str) -> str:
    return f"Tap {number},Tap,,Mon,4:00 pm,5:00 pm,,09/21/2026,12/28/2026,8,{price}"


def test_classes_of_one_price_share_a_plan_also_one_that_is_here(studio: School) -> None:
    own = TuitionPlan.objects.create(name="Weekly class", kind="monthly", monthly_amount=4000)
    brought(studio, classes(tap(1, "40.00"), tap(2, "45.00"), tap(3, "45"), tap(4, "")))
    billed = OfferingTuition.objects.order_by("offering__name")
    plans = [one.tuition_plan for one in billed.select_related("tuition_plan")]
    assert [one.name for one in plans] == ["Weekly class", "$45.00 a month", "$45.00 a month"]
    assert plans[0].pk == own.pk


def test_a_name_that_is_taken_gets_a_number(studio: School) -> None:
    TuitionPlan.objects.create(name="$45.00 a month", kind="monthly", monthly_amount=4600)
    brought(studio, classes(tap(1, "45.00")))
    assert OfferingTuition.objects.get().tuition_plan.name == "$45.00 a month (1)"
