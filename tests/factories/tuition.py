"""Enrollments that come to something in a month."""

from __future__ import annotations

from datetime import date
from typing import Any

from museminder.domain.billing.actions.postings import prepare_posting
from museminder.domain.billing.models import Posting, TaxRate, TuitionPlan
from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.models import Enrollment, OfferingTuition
from museminder.domain.people.models import Student
from tests.factories.classes import FALL, make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON, School

SEPTEMBER = date(2026, 9, 1)


def make_plan(name: str = "Monthly", *, monthly: int = 120_00, tax: int = 0) -> TuitionPlan:
    """A monthly plan; ``tax`` in hundredths of a percent."""
    rate = TaxRate.objects.create(name=f"Tax on {name}", basis_points=tax) if tax else None
    return TuitionPlan.objects.create(name=name, kind="monthly", monthly_amount=monthly, tax_rate=rate)


def priced(offering: Offering, plan: TuitionPlan) -> Offering:
    """An offering that is billed by a plan from the season's first day."""
    OfferingTuition.objects.create(offering=offering, tuition_plan=plan, starts_on=FALL[0])
    return offering


def enroll(
    school: School, student: Student, offering: Offering, starts_on: date = SEPTEMBER, **more: Any
) -> Enrollment:
    """A student in an offering from a day on."""
    return enroll_student(
        student=student, offering=offering, starts_on=starts_on, by=school.owner.actor, at=NOON, **more
    )


def class_of(school: School, *first_names: str, name: str = "Ballet II", tax: int = 0) -> list[Enrollment]:
    """Children of families of their own in one class at $120 a month."""
    offering = priced(make_offering(name), make_plan(f"{name} monthly", tax=tax))
    families = [make_family(school, f"Family of {each}") for each in first_names]
    children = [
        make_student(school, family, each) for family, each in zip(families, first_names, strict=True)
    ]
    return [enroll(school, child, offering) for child in children]


def prepare(school: School, period: date = SEPTEMBER) -> Posting:
    """A month's preview."""
    return prepare_posting(period=period, by=school.owner.actor, at=NOON)
