"""Which tuition plan an offering is billed by."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class OfferingTuition(StudioOwned):
    """The plan of an offering from a day on; a later row is a new price for those who were promised none."""

    offering = StudioForeignKey("courses.Offering", models.PROTECT, related_name="tuitions")
    tuition_plan = StudioForeignKey("billing.TuitionPlan", models.PROTECT, related_name="offerings")
    starts_on = models.DateField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "offering", "starts_on"], name="offering_tuition_once_a_day"
            ),
            *access("enrollment_offeringtuition", members="true"),
        ]
