"""Several payers of one family pay exactly what the enrollment costs."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.domain.billing.rules.payers import Payer, split_among_payers
from museminder.domain.billing.rules.tuition_terms import TuitionResult, ZeroReason

MOTHER, FATHER = UUID(int=1), UUID(int=2)
FULL = Step(StepKind.FULL_MONTH, 20001, {"month": "2026-05"})
MAY = TuitionResult(20001, date(2026, 5, 1), (FULL,))


def test_sixty_to_forty_makes_two_amounts_that_are_the_whole():
    parts = split_among_payers(MAY, [Payer(MOTHER, 60), Payer(FATHER, 40)])
    assert [(payer.payer_id, part.amount) for payer, part in parts] == [(MOTHER, 12001), (FATHER, 8000)]
    assert parts[1][1].steps == (
        FULL,
        Step(StepKind.PAYER_SHARE, 8000, {"share": 40, "of": 100, "whole_amount": 20001}),
    )
    assert [part.due_on for _, part in parts] == [date(2026, 5, 1)] * 2


def test_single_payer_pays_the_whole_without_a_further_step():
    assert split_among_payers(MAY, [Payer(MOTHER, 100)]) == [(Payer(MOTHER, 100), MAY)]


def test_payer_without_a_share_pays_nothing_for_a_reason():
    parts = split_among_payers(MAY, [Payer(MOTHER, 100), Payer(FATHER, 0)])
    assert [(part.amount, part.reason_when_zero) for _, part in parts] == [
        (20001, None),
        (0, ZeroReason.NO_SHARE),
    ]


@pytest.mark.parametrize("payers", [[], [Payer(MOTHER, 0)], [Payer(MOTHER, 150), Payer(FATHER, -50)]])
def test_family_in_which_nobody_can_pay_is_a_question(payers):
    with pytest.raises(ValueError, match="somebody must have one"):
        split_among_payers(MAY, payers)


@given(amount=st.integers(0, 10**9), shares=st.lists(st.integers(0, 100), min_size=1, max_size=5).filter(any))
def test_payers_together_pay_the_whole(amount, shares):
    whole = TuitionResult(amount, date(2026, 5, 1), (), None if amount else ZeroReason.FREE)
    parts = split_among_payers(whole, [Payer(UUID(int=n), share) for n, share in enumerate(shares)])
    assert sum(part.amount for _, part in parts) == amount
    assert all((part.amount == 0) == (part.reason_when_zero is not None) for _, part in parts)
