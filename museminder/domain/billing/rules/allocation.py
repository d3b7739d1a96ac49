"""Which charges a payment settles, and how old what is left has become."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OpenCharge:
    """A charge that is not wholly paid: what is open of it, in minor units, and when it was due."""

    charge_id: UUID
    due_on: date
    open_amount: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a payment settles of each charge, in the order it does, and what stays the family's credit."""

    parts: tuple[tuple[UUID, int], ...]
    credit_amount: int


class CannotSettleError(ValueError):
    """The charges picked for a payment do not fit it."""


def settle(
    amount: int, charges: Sequence[OpenCharge], *, picks: Mapping[UUID, int] | None = None
) -> Settlement:
    """Decides which charges a payment of an amount settles: the oldest due first, the rest is a credit.

    With picks (charge and amount), those are settled instead and nothing else: what is over stays a credit.
    Raises CannotSettleError if a pick is not open to that amount, or all picks together exceed the payment.
    """
    if amount < 0:
        raise CannotSettleError("a payment cannot be below zero")
    in_order = sorted(charges, key=lambda charge: (charge.due_on, charge.charge_id))
    wanted = _wanted(in_order) if picks is None else _picked(in_order, picks, amount)
    left = amount
    parts: list[tuple[UUID, int]] = []
    for charge in in_order:
        part = min(left, wanted.get(charge.charge_id, 0))
        if part > 0:
            parts.append((charge.charge_id, part))
            left -= part
    return Settlement(tuple(parts), left)


def _wanted(charges: Iterable[OpenCharge]) -> dict[UUID, int]:
    return {charge.charge_id: charge.open_amount for charge in charges}


def _picked(charges: Sequence[OpenCharge], picks: Mapping[UUID, int], amount: int) -> dict[UUID, int]:
    open_amounts = _wanted(charges)
    for charge_id, part in picks.items():
        if charge_id not in open_amounts:
            raise CannotSettleError("a charge picked is not open on this account")
        if not 0 < part <= open_amounts[charge_id]:
            raise CannotSettleError("more is picked of a charge than is open")
    if sum(picks.values()) > amount:
        raise CannotSettleError("more is picked than was paid")
    return dict(picks)


class Age(StrEnum):
    """How long ago an open amount was due, in the five columns offices know."""

    CURRENT = "current"
    DAYS_1_TO_30 = "days_1_to_30"
    DAYS_31_TO_60 = "days_31_to_60"
    DAYS_61_TO_90 = "days_61_to_90"
    DAYS_OVER_90 = "days_over_90"


_LAST_DAY_OF = ((0, Age.CURRENT), (30, Age.DAYS_1_TO_30), (60, Age.DAYS_31_TO_60), (90, Age.DAYS_61_TO_90))


def age_of_debt(due_on: date, today: date) -> Age:
    """The column an open charge belongs in on a day; what is due today is not overdue yet."""
    days = (today - due_on).days
    return next((age for last_day, age in _LAST_DAY_OF if days <= last_day), Age.DAYS_OVER_90)


def aging(charges: Iterable[OpenCharge], today: date) -> dict[Age, int]:
    """What is open in each column, in minor units; none is missing, and together they are all there is."""
    columns = dict.fromkeys(Age, 0)
    for charge in charges:
        columns[age_of_debt(charge.due_on, today)] += charge.open_amount
    return columns
