"""What enrollments come to in a month: the facts for billing's arithmetic, gathered in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from museminder.domain.billing.models import FamilyAccount
from museminder.domain.billing.models import TuitionPlan as PlanRow
from museminder.domain.billing.rules import tuition_terms as terms
from museminder.domain.billing.rules.explanation import Step
from museminder.domain.billing.rules.payers import Payer, split_among_payers
from museminder.domain.billing.rules.sources import Due
from museminder.domain.billing.rules.tuition import tuition_for_period
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.models import Enrollment, OfferingTuition, Participation, PriceAgreement
from museminder.domain.people.models import Household
from museminder.primitives.money import share_of
from museminder.primitives.periods import DateRange, Month

SOURCE = "enrollment"


@dataclass(slots=True)
class _Facts:
    """Everything a month's tuition is worked out from, by the id it is looked up with."""

    agreements: dict[UUID, list[PriceAgreement]] = field(default_factory=lambda: defaultdict(list))
    offering_plans: dict[UUID, list[OfferingTuition]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[UUID, list[tuple[UUID, date, bool]]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[tuple[UUID, UUID], bool] = field(default_factory=dict)
    shares: dict[UUID, list[Household]] = field(default_factory=lambda: defaultdict(list))
    accounts: dict[UUID, UUID] = field(default_factory=dict)


def tuition_due(period: Month) -> Iterator[Due]:
    """What every enrollment of the studio comes to in a month, split between the families that share its cost.

    Enrollments without a plan, and those whose plan lacks a price, come with a problem for the office to settle.
    """
    rows = list(
        Enrollment.objects.filter(
            Q(until=None) | Q(until__gt=period.first_on),
            kind=Enrollment.Kind.ACTIVE,
            starts_on__lt=(period + 1).first_on,
            student__merged_into=None,
        )
        .select_related("student", "offering")
        .order_by("id")
    )
    facts = _gather(rows, period)
    for enrollment in rows:
        yield from _due(enrollment, facts, period)


def _gather(rows: list[Enrollment], period: Month) -> _Facts:
    facts = _Facts()
    offering_ids = {row.offering_id for row in rows}
    student_ids = {row.student_id for row in rows}
    for agreement in PriceAgreement.objects.filter(enrollment__in=[row.pk for row in rows]).select_related(
        "tuition_plan__tax_rate"
    ):
        facts.agreements[agreement.enrollment_id].append(agreement)
    for tuition in (
        OfferingTuition.objects.filter(offering__in=offering_ids)
        .select_related("tuition_plan__tax_rate")
        .order_by("starts_on")
    ):
        facts.offering_plans[tuition.offering_id].append(tuition)
    # Closed days count for nothing; a cancelled meeting does count, because it earns a make-up.
    meetings = Meeting.objects.filter(offering__in=offering_ids, closure=None)
    for offering_id, meeting_id, on, cancelled in meetings.order_by("starts_at").values_list(
        "offering_id", "id", "held_on", "is_cancelled"
    ):
        facts.meetings[offering_id].append((meeting_id, on, cancelled))
    decided = Participation.objects.filter(student__in=student_ids).exclude(charge_decision="by_plan")
    for student_id, meeting_id, decision in decided.values_list(
        "student_id", "meeting_id", "charge_decision"
    ):
        facts.decisions[student_id, meeting_id] = decision == Participation.ChargeDecision.CHARGED
    shared = Household.objects.filter(
        Q(until=None) | Q(until__gt=period.first_on),
        student__in=student_ids,
        starts_on__lt=(period + 1).first_on,
        share_percent__gt=0,
    )
    for household in shared.order_by("-is_billed_by_default", "id"):
        facts.shares[household.student_id].append(household)
    families = {household.family_id for each in facts.shares.values() for household in each}
    in_force = FamilyAccount.objects.filter(family__in=families, continued_by=None)
    facts.accounts = dict(in_force.values_list("family_id", "id"))
    return facts


def _due(enrollment: Enrollment, facts: _Facts, period: Month) -> Iterable[Due]:
    plan = _plan_of(enrollment, facts, period)
    base = _base(enrollment, period)
    if plan is None:
        return [base(problem="no_plan")]
    try:
        result = tuition_for_period(
            plan=terms_of(plan),
            agreements=[_promise_of(each) for each in facts.agreements[enrollment.pk]],
            enrolled=DateRange(enrollment.starts_on, enrollment.until),
            meetings=_meetings_of(enrollment, facts),
            period=period,
        )
    except terms.PriceMissingError:
        return [base(problem="price_missing")]
    except ValueError:
        return [base(problem="two_agreements")]
    return [
        base(
            account=account,
            payer_id=payer_id,
            due_on=result.due_on,
            steps=[step.as_json() for step in steps],
            amount=amount + _tax_on(amount, plan),
            tax_amount=_tax_on(amount, plan),
        )
        for account, payer_id, amount, steps in _shared(enrollment, facts, result)
    ]


def _base(enrollment: Enrollment, period: Month) -> Callable[..., Due]:
    def due(
        *,
        account: UUID | None = None,
        payer_id: UUID | None = None,
        due_on: date | None = None,
        **facts: object,
    ) -> Due:
        return Due(
            source_kind=SOURCE,
            source_id=enrollment.pk,
            family_account_id=account if payer_id else enrollment.family_account_id,
            family_id=payer_id,
            payer_id=payer_id,
            period=period.first_on,
            description="tuition",
            due_on=due_on or period.first_on,
            student_id=enrollment.student_id,
            parameters={"offering_id": str(enrollment.offering_id)},
            **facts,  # type: ignore[arg-type]
        )

    return due


def _plan_of(enrollment: Enrollment, facts: _Facts, period: Month) -> PlanRow | None:
    """The plan promised to the family, else the offering's plan of that time."""
    last = (period + 1).first_on
    for agreement in facts.agreements[enrollment.pk]:
        if agreement.starts_on < last and (agreement.until is None or agreement.until > period.first_on):
            return agreement.tuition_plan
    plans = [each for each in facts.offering_plans[enrollment.offering_id] if each.starts_on < last]
    return plans[-1].tuition_plan if plans else None


def terms_of(plan: PlanRow) -> terms.TuitionPlan:
    """A stored plan as billing's arithmetic reads it."""
    return terms.TuitionPlan(
        kind=terms.TuitionKind(plan.kind),
        monthly_amount=plan.monthly_amount,
        per_lesson_amount=plan.per_lesson_amount,
        per_session_fee_amount=plan.per_session_fee_amount,
        months=plan.months,
        first_month=terms.PartMonth(plan.first_month),
    )


def _promise_of(agreement: PriceAgreement) -> terms.PriceAgreement:
    return terms.PriceAgreement(
        dates=DateRange(agreement.starts_on, agreement.until),
        monthly_amount=agreement.monthly_amount,
        per_lesson_amount=agreement.per_lesson_amount,
        per_session_fee_amount=agreement.per_session_fee_amount,
    )


def _meetings_of(enrollment: Enrollment, facts: _Facts) -> list[terms.Meeting]:
    return [
        terms.Meeting(
            on=on, is_canceled=cancelled, is_charged=facts.decisions.get((enrollment.student_id, key))
        )
        for key, on, cancelled in facts.meetings[enrollment.offering_id]
    ]


def _shared(
    enrollment: Enrollment, facts: _Facts, result: terms.TuitionResult
) -> Iterator[tuple[UUID | None, UUID | None, int, tuple[Step, ...]]]:
    """Each paying family's account, payer and part. One family alone pays everything, on the account billed.

    A family that was never charged has no account yet: the account is None, and the posting opens it.
    """
    households = facts.shares[enrollment.student_id]
    if len(households) < 2:
        yield enrollment.family_account_id, None, result.amount, result.steps
        return
    payers = [Payer(payer_id=each.family_id, share=each.share_percent) for each in households]
    for payer, part in split_among_payers(result, payers):
        yield facts.accounts.get(payer.payer_id), payer.payer_id, part.amount, part.steps


def _tax_on(amount: int, plan: PlanRow) -> int:
    return 0 if plan.tax_rate is None else share_of(amount, plan.tax_rate.basis_points, 10_000)
