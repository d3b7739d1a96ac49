"""What a family was promised to pay for an enrollment, and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from museminder.domain.enrollment.models.enrollment import Enrollment
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class PriceAgreement(StudioOwned):
    """The plan an enrollment is billed by from a day to a day, with amounts of its own where it has them.

    An amount of None is the plan's; 0 is a price. Half-open dates; a rise does not reach a family that was
    promised the old price.
    """

    enrollment = StudioForeignKey(Enrollment, models.PROTECT, related_name="price_agreements")
    tuition_plan = StudioForeignKey("billing.TuitionPlan", models.PROTECT, related_name="price_agreements")
    monthly_amount = models.PositiveIntegerField(null=True, blank=True)
    per_lesson_amount = models.PositiveIntegerField(null=True, blank=True)
    per_session_fee_amount = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts_on")),
                name="price_agreement_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["studio", "enrollment", "starts_on"], name="price_agreement_once_a_day"
            ),
            *access("enrollment_priceagreement"),
        ]
