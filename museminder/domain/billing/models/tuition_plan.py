"""How tuition is worked out."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class TaxRate(StudioOwned):
    """A tax that is added to what is charged, in hundredths of a percent."""

    name = models.CharField(max_length=60)
    basis_points = models.PositiveIntegerField(validators=[MaxValueValidator(10_000)])
    is_active = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], name="tax_rate_name_once"),
            models.CheckConstraint(condition=Q(basis_points__lte=10_000), name="tax_rate_up_to_all"),
            *access("billing_taxrate", members="true"),
        ]

    def __str__(self) -> str:
        return self.name


class TuitionPlan(StudioOwned):
    """How the tuition of an enrollment is worked out, month by month; amounts are in minor units."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "A fixed amount a month"
        PER_LESSON = "per_lesson", "An amount for each lesson"
        EQUIVALENT_MONTHLY = "equivalent_monthly", "All lessons of the season in equal months"
        EQUIVALENT_MONTHLY_PRORATE = (
            "equivalent_monthly_prorate",
            "First month by lesson, the rest in equal months",
        )

    class FirstMonth(models.TextChoices):
        PER_SESSION = "per_session", "A fee for each meeting left"
        MEETINGS = "meetings", "By meetings left in the month"
        FULL = "full", "The full month"
        FOUR_WEEKS = "four_weeks", "A month counts four weeks"

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    monthly_amount = models.PositiveIntegerField(null=True, blank=True)
    per_lesson_amount = models.PositiveIntegerField(null=True, blank=True)
    per_session_fee_amount = models.PositiveIntegerField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    first_month = models.CharField(max_length=20, choices=FirstMonth.choices, default=FirstMonth.MEETINGS)
    tax_rate = StudioForeignKey(TaxRate, models.PROTECT, null=True, blank=True, related_name="tuition_plans")
    is_active = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], name="tuition_plan_name_once"),
            models.CheckConstraint(
                condition=~Q(kind="monthly") | Q(monthly_amount__isnull=False), name="monthly_plan_has_amount"
            ),
            models.CheckConstraint(
                condition=Q(kind="monthly") | Q(per_lesson_amount__isnull=False),
                name="lesson_plan_has_amount",
            ),
            models.CheckConstraint(
                condition=~Q(kind__startswith="equivalent") | Q(months__gte=1),
                name="equivalent_plan_has_months",
            ),
            *access("billing_tuitionplan", members="true"),
        ]

    def __str__(self) -> str:
        return self.name
