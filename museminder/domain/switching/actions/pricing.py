"""What classes and lessons cost comes in: one tuition plan for each price that a file names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from museminder.domain.billing.actions.tuition_plans import save_plan
from museminder.domain.billing.models import TuitionPlan
from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.actions.prices import set_offering_tuition
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.rules.settled import PriceKind, SettledPrice
from museminder.foundation.tenancy.context import current_entry
from museminder.primitives.money import format_money

_AMOUNT = {PriceKind.MONTHLY: "monthly_amount", PriceKind.PER_LESSON: "per_lesson_amount"}
_WORDS = {PriceKind.MONTHLY: "a month", PriceKind.PER_LESSON: "a lesson"}


@dataclass(frozen=True, slots=True)
class PricedOffering:
    """An offering and what it costs from a day on."""

    offering: Offering
    price: SettledPrice
    starts_on: date


def write_prices(writing: Writing, priced: Iterable[PricedOffering]) -> None:
    """Bill offerings as the files say; offerings of one price share a tuition plan, also one that is here."""
    plans: dict[SettledPrice, TuitionPlan] = {}
    for one in priced:
        if one.price not in plans:
            plans[one.price] = _plan(writing, one.price)
        set_offering_tuition(
            offering=one.offering,
            tuition_plan=plans[one.price],
            starts_on=one.starts_on,
            by=writing.by,
            at=writing.at,
        )


def _plan(writing: Writing, price: SettledPrice) -> TuitionPlan:
    wanted = {"kind": price.kind.value, _AMOUNT[price.kind]: price.amount}
    alike = TuitionPlan.objects.filter(
        **wanted, per_session_fee_amount=None, months=None, tax_rate=None, is_active=True
    )
    known = alike.order_by("id").first()
    if known is not None:
        return known
    made = TuitionPlan(name=_name(writing, price), **wanted)
    save_plan(plan=made, by=writing.by, at=writing.at)
    writing.remember("tuition_plan", f"{price.kind}:{price.amount}", made)
    return made


def _name(writing: Writing, price: SettledPrice) -> str:
    """A name nobody has: the price itself."""
    entry = current_entry()
    amount = format_money(price.amount, writing.batch.currency, entry.locale if entry else "en-US")
    name = f"{amount} {_WORDS[price.kind]}"
    taken = set(TuitionPlan.objects.filter(name__startswith=name).values_list("name", flat=True))
    tries = (f"{name} ({number})" if number else name for number in range(len(taken) + 1))
    return next(one for one in tries if one not in taken)
