"""Why an amount is what it is: steps that are stored with it and put into words for whoever looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class StepKind(StrEnum):
    """One thing that went into an amount. Behind each: its parameters, and what the step's amount is."""

    PLAN_PRICE = "plan_price"  # unit: month, lesson or session; the price of one
    AGREED_PRICE = "agreed_price"  # unit, from_on, until_on or None; the price of one promised to the family
    FULL_MONTH = "full_month"  # month; what the month costs
    FEE_PER_MEETING_LEFT = "fee_per_meeting_left"  # left, of, each_amount; their product
    SHARE_OF_MEETINGS = "share_of_meetings"  # left, of, month_amount; the share of the month
    SHARE_OF_FOUR_WEEKS = "share_of_four_weeks"  # left, of, month_amount; the share of a month of four weeks
    AT_MOST_THE_MONTH = "at_most_the_month"  # month_amount; the same, because part of a month costs no more
    LESSONS = "lessons"  # count, each_amount; their product
    LESSONS_NOT_CHARGED = "lessons_not_charged"  # count; 0
    LESSONS_OF_SEASON = "lessons_of_season"  # count, each_amount; what all of them cost
    FIRST_MONTH_BY_LESSON = "first_month_by_lesson"  # count, each_amount; their product
    REST_OF_SEASON = "rest_of_season"  # count, each_amount; what all but the first month's lessons cost
    EQUAL_MONTH = "equal_month"  # number, of: the n-th of equal months; its part
    FIRST_EQUAL_MONTH = "first_equal_month"  # of, other_amount; the first part, which takes the rounding
    PAYER_SHARE = "payer_share"  # share, of, whole_amount; this payer's part
    RETURNED_CHECK = "returned_check"  # check_amount, returned_on; the fee for it


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation. It holds no words, so it reads right in every language.

    Parameters are whole numbers, ISO dates or None; amounts are in minor units.
    """

    kind: StepKind
    amount: int
    parameters: Mapping[str, int | str | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The step as it is stored."""
        return {"kind": self.kind.value, "amount": self.amount, "parameters": dict(self.parameters)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Step":
        """The step as it was when it was stored. Raises ValueError for a kind that was never used."""
        return cls(StepKind(stored["kind"]), stored["amount"], dict(stored["parameters"]))
