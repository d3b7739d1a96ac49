"""A payment settles the oldest charges first, or those picked, and never more than there is."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.billing.rules.allocation import (
    Age,
    CannotSettleError,
    OpenCharge,
    Settlement,
    age_of_debt,
    aging,
    settle,
)

TODAY = date(2026, 6, 1)
APRIL, MAY, JUNE = (
    OpenCharge(UUID(int=number), date(2026, month, 1), 5000) for number, month in ((3, 4), (2, 5), (1, 6))
)
CHARGES = [JUNE, APRIL, MAY]

charges = st.lists(
    st.builds(
        OpenCharge,
        st.uuids(),
        st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        st.integers(1, 100_000),
    ),
    max_size=8,
    unique_by=lambda charge: charge.charge_id,
)


@pytest.mark.parametrize(
    ("amount", "parts", "credit"),
    [
        (0, (), 0),
        (3000, ((APRIL.charge_id, 3000),), 0),
        (5000, ((APRIL.charge_id, 5000),), 0),
        (7000, ((APRIL.charge_id, 5000), (MAY.charge_id, 2000)), 0),
        (16000, ((APRIL.charge_id, 5000), (MAY.charge_id, 5000), (JUNE.charge_id, 5000)), 1000),
    ],
)
def test_oldest_charge_is_settled_first_and_the_rest_is_a_credit(amount, parts, credit):
    assert settle(amount, CHARGES) == Settlement(parts, credit)


def test_payment_without_open_charges_is_a_credit():
    assert settle(5000, []) == Settlement((), 5000)


def test_charges_of_one_day_are_settled_in_the_order_of_their_ids():
    same_day = [OpenCharge(UUID(int=number), TODAY, 100) for number in (2, 1)]
    assert settle(150, same_day).parts == ((UUID(int=1), 100), (UUID(int=2), 50))


def test_charges_picked_are_settled_and_no_others():
    picks = {JUNE.charge_id: 5000, MAY.charge_id: 1000}
    assert settle(9000, CHARGES, picks=picks) == Settlement(
        ((MAY.charge_id, 1000), (JUNE.charge_id, 5000)), 3000
    )
    assert settle(9000, CHARGES, picks={}) == Settlement((), 9000)


@pytest.mark.parametrize(
    ("amount", "picks", "message"),
    [
        (5000, {UUID(int=9): 100}, "not open on this account"),
        (9000, {MAY.charge_id: 5001}, "more is picked of a charge than is open"),
        (9000, {MAY.charge_id: 0}, "more is picked of a charge than is open"),
        (9000, {MAY.charge_id: -1}, "more is picked of a charge than is open"),
        (7000, {MAY.charge_id: 5000, JUNE.charge_id: 5000}, "more is picked than was paid"),
        (-1, None, "below zero"),
    ],
)
def test_picks_that_do_not_fit_are_refused(amount, picks, message):
    with pytest.raises(CannotSettleError, match=message):
        settle(amount, CHARGES, picks=picks)


@given(amount=st.integers(0, 500_000), charges=charges)
def test_every_cent_of_a_payment_settles_something_or_is_a_credit(amount, charges):
    settlement = settle(amount, charges)
    open_amounts = {charge.charge_id: charge.open_amount for charge in charges}
    assert sum(part for _, part in settlement.parts) + settlement.credit_amount == amount
    assert all(0 < part <= open_amounts[charge_id] for charge_id, part in settlement.parts)
    assert settlement.credit_amount == max(0, amount - sum(open_amounts.values()))
    assert len({charge_id for charge_id, _ in settlement.parts}) == len(settlement.parts)


@given(amount=st.integers(0, 500_000), charges=charges)
def test_only_the_last_charge_settled_may_stay_open_and_none_older_is_left(amount, charges):
    settled = dict(settle(amount, charges).parts)
    in_order = sorted(charges, key=lambda charge: (charge.due_on, charge.charge_id))
    paid = [settled.get(charge.charge_id, 0) == charge.open_amount for charge in in_order]
    assert paid == sorted(paid, reverse=True)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-30, Age.CURRENT),
        (0, Age.CURRENT),
        (1, Age.DAYS_1_TO_30),
        (30, Age.DAYS_1_TO_30),
        (31, Age.DAYS_31_TO_60),
        (60, Age.DAYS_31_TO_60),
        (61, Age.DAYS_61_TO_90),
        (90, Age.DAYS_61_TO_90),
        (91, Age.DAYS_OVER_90),
    ],
)
def test_debt_ages_from_the_day_after_it_was_due(days, age):
    assert age_of_debt(TODAY - timedelta(days), TODAY) == age


def test_aging_shows_every_column():
    assert aging(CHARGES, TODAY) == {
        Age.CURRENT: 5000,
        Age.DAYS_1_TO_30: 0,
        Age.DAYS_31_TO_60: 5000,
        Age.DAYS_61_TO_90: 5000,
        Age.DAYS_OVER_90: 0,
    }
    assert aging([], TODAY) == dict.fromkeys(Age, 0)


@given(charges=charges, today=st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_columns_together_are_all_that_is_open(charges, today):
    assert sum(aging(charges, today).values()) == sum(charge.open_amount for charge in charges)
