"""Who pays which part of an amount when a family account has several payers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from museminder.domain.billing.rules.explanation import Step, StepKind
from museminder.domain.billing.rules.tuition_terms import TuitionResult, ZeroReason
from museminder.primitives.money import split_by_shares


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody who pays a share of a family's costs; shares are weights, such as 60 and 40."""

    payer_id: UUID
    share: int


def split_among_payers(tuition: TuitionResult, payers: Sequence[Payer]) -> list[tuple[Payer, TuitionResult]]:
    """Splits what an enrollment costs among the payers of a family, in their order, without losing a cent.

    A single payer pays the whole and no step is added. Raises ValueError for a negative share or if nobody
    has one.
    """
    if len(payers) == 1 and payers[0].share > 0:
        return [(payers[0], tuition)]
    whole = sum(payer.share for payer in payers)
    parts = split_by_shares(tuition.amount, [payer.share for payer in payers])
    return [
        (payer, _part_of(tuition, payer.share, whole, part))
        for payer, part in zip(payers, parts, strict=True)
    ]


def _part_of(tuition: TuitionResult, share: int, whole: int, part: int) -> TuitionResult:
    parameters = {"share": share, "of": whole, "whole_amount": tuition.amount}
    step = Step(StepKind.PAYER_SHARE, part, parameters)
    reason = None if part else tuition.reason_when_zero or ZeroReason.NO_SHARE
    return replace(tuition, amount=part, steps=(*tuition.steps, step), reason_when_zero=reason)
