"""What enrolling would cost."""

from datetime import UTC, date, datetime

import pytest

from museminder.domain.billing.actions.tuition_plans import save_plan
from museminder.domain.billing.models import TuitionPlan
from museminder.domain.enrollment.actions.prices import set_offering_tuition
from museminder.domain.enrollment.queries.price_preview import plan_of, price_preview
from tests.factories.classes import make_offering
from tests.schools import NOON


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


def preview(offering, starts_on):
    found = price_preview(offering, starts_on)
    return [(str(each.month), each.tuition.amount) for each in found.months]


def test_vector_2_2_two_meetings_left_at_15_dollars_then_50_a_month(actor):
    offering = make_offering(meetings=13, first=datetime(2026, 5, 6, 20, 0, tzinfo=UTC))
    plan = TuitionPlan(name="Monthly", kind="monthly", monthly_amount=5000, per_session_fee_amount=1500)
    save_plan(plan=plan, **actor)
    offering.starts_on = date(2026, 5, 1)
    offering.save()
    set_offering_tuition(offering=offering, tuition_plan=plan, starts_on=date(2026, 5, 1), **actor)
    assert preview(offering, date(2026, 5, 18)) == [("2026-05", 3000), ("2026-06", 5000), ("2026-07", 5000)]


def test_without_a_plan_it_says_so(studio):
    found = price_preview(make_offering(), date(2026, 9, 1))
    assert (found.plan, found.months, found.problem) == (None, [], "no_plan")


def test_the_plan_of_a_day_is_the_latest_that_has_begun(actor):
    offering = make_offering()
    for name, starts_on in (("Old", date(2026, 9, 1)), ("New", date(2026, 11, 1))):
        plan = TuitionPlan(name=name, kind="monthly", monthly_amount=5000)
        save_plan(plan=plan, **actor)
        set_offering_tuition(offering=offering, tuition_plan=plan, starts_on=starts_on, **actor)
    days = [date(2026, 8, 31), date(2026, 10, 31), date(2026, 11, 1)]
    assert [str(plan_of(offering, day) or "") for day in days] == ["", "Old", "New"]
