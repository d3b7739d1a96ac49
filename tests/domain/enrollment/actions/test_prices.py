"""Prices that were promised."""

from datetime import date

import pytest

from museminder.domain.billing.actions.tuition_plans import save_plan
from museminder.domain.billing.models import FamilyAccount, TuitionPlan
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.actions.prices import (
    agree_on_price,
    end_price_agreement,
    set_offering_tuition,
)
from museminder.domain.enrollment.models import OfferingTuition, PriceAgreement
from museminder.domain.enrollment.queries.tuition import tuition_due
from museminder.domain.people.actions.households import place_in_family
from museminder.foundation.identity.rules import Refused
from museminder.primitives.periods import Month
from tests.factories.classes import make_offering
from tests.factories.people import SINCE, make_family, make_student
from tests.schools import NOON

SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1)


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


@pytest.fixture
def plan(actor):
    plan = TuitionPlan(name="Monthly", kind="monthly", monthly_amount=5000)
    save_plan(plan=plan, **actor)
    return plan


@pytest.fixture
def enrollment(studio, actor, plan):
    offering = make_offering(meetings=12)
    set_offering_tuition(offering=offering, tuition_plan=plan, starts_on=SEPTEMBER, **actor)
    student = make_student(studio, make_family(studio), "Anneliese")
    return enroll_student(student=student, offering=offering, starts_on=SEPTEMBER, **actor)


def dates():
    return list(
        PriceAgreement.objects.order_by("starts_on").values_list("monthly_amount", "starts_on", "until")
    )


def billed(month):
    return [due.amount for due in tuition_due(month)]


def test_a_promise_holds_against_a_later_rise(enrollment, plan, actor):
    agree_on_price(
        enrollment_id=enrollment.pk,
        tuition_plan=plan,
        starts_on=SEPTEMBER,
        until=DECEMBER,
        monthly_amount=4500,
        **actor,
    )
    dearer = TuitionPlan(name="Dearer", kind="monthly", monthly_amount=6000)
    save_plan(plan=dearer, **actor)
    set_offering_tuition(offering=enrollment.offering, tuition_plan=dearer, starts_on=OCTOBER, **actor)
    assert [billed(Month(2026, number)) for number in (9, 10, 11)] == [[4500], [4500], [4500]]


def test_without_a_promise_the_rise_holds_from_its_day_on(enrollment, actor):
    dearer = TuitionPlan(name="Dearer", kind="monthly", monthly_amount=6000)
    save_plan(plan=dearer, **actor)
    set_offering_tuition(offering=enrollment.offering, tuition_plan=dearer, starts_on=OCTOBER, **actor)
    assert [billed(Month(2026, number)) for number in (9, 10)] == [[5000], [6000]]


def test_a_new_promise_ends_the_open_one_where_it_begins(enrollment, plan, actor):
    for amount, starts_on in ((4500, SEPTEMBER), (0, OCTOBER)):
        agree_on_price(
            enrollment_id=enrollment.pk,
            tuition_plan=plan,
            starts_on=starts_on,
            monthly_amount=amount,
            **actor,
        )
    assert dates() == [(4500, SEPTEMBER, OCTOBER), (0, OCTOBER, None)]


def test_two_promises_for_one_day_are_refused(enrollment, plan, actor):
    asked = {"enrollment_id": enrollment.pk, "tuition_plan": plan, **actor}
    agree_on_price(starts_on=OCTOBER, until=DECEMBER, **asked)
    for starts_on, until in ((SEPTEMBER, None), (date(2026, 11, 30), None), (OCTOBER, date(2026, 10, 2))):
        with pytest.raises(Refused):
            agree_on_price(starts_on=starts_on, until=until, **asked)
    with pytest.raises(Refused):
        agree_on_price(starts_on=DECEMBER, until=DECEMBER, **asked)
    assert len(dates()) == 1


def test_a_promise_ends_on_a_day(enrollment, plan, actor):
    agreement = agree_on_price(
        enrollment_id=enrollment.pk, tuition_plan=plan, starts_on=SEPTEMBER, monthly_amount=4500, **actor
    )
    end_price_agreement(agreement_id=agreement.pk, until=OCTOBER, **actor)
    assert dates() == [(4500, SEPTEMBER, OCTOBER)]
    end_price_agreement(agreement_id=agreement.pk, until=date(2020, 1, 1), **actor)
    assert dates() == [(4500, SEPTEMBER, SEPTEMBER)]


def test_the_same_day_of_an_offering_has_one_plan(enrollment, plan, actor):
    set_offering_tuition(offering=enrollment.offering, tuition_plan=plan, starts_on=SEPTEMBER, **actor)
    assert OfferingTuition.objects.count() == 1


def test_two_households_pay_sixty_and_forty(studio, enrollment, actor):
    hers, his = make_family(studio, "Papadimitriou"), make_family(studio, "Vandersteen")
    theodore = make_student(studio, hers, "Theodore", share_percent=60)
    place_in_family(student=theodore, family=his, starts_on=SINCE, share_percent=40, **actor)
    shared = enroll_student(student=theodore, offering=enrollment.offering, starts_on=SEPTEMBER, **actor)
    dues = [due for due in tuition_due(Month(2026, 9)) if due.source_id == shared.pk]
    names = dict(FamilyAccount.objects.values_list("id", "family__name"))
    assert {names[due.family_account_id]: due.amount for due in dues} == {
        "Papadimitriou": 3000,
        "Vandersteen": 2000,
    }
