"""Somebody looked at how we keep data safe, and wrote down what they found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.limits import LONGEST_BETWEEN_REVIEWS
from museminder.domain.oversight.models.rights import kept_by_operators
from museminder.primitives.ids import uuid7


class Review(models.Model):
    """One review of our procedures; only the number of findings still open changes, and it never grows."""

    class Kind(models.TextChoices):
        INTERNAL = "internal"
        EXTERNAL = "external"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reviewer = models.CharField(max_length=120)
    scope = models.CharField(max_length=300)
    reviewed_on = models.DateField()
    next_due_on = models.DateField()
    report_sha256 = models.CharField(max_length=64)
    finding_count = models.PositiveIntegerField()
    open_finding_count = models.PositiveIntegerField()
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_due_on__gt=F("reviewed_on"))
                & Q(next_due_on__lte=F("reviewed_on") + LONGEST_BETWEEN_REVIEWS),
                name="review_due_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(report_sha256__regex=r"^[0-9a-f]{64}$"), name="review_has_a_report"
            ),
            models.CheckConstraint(
                condition=Q(open_finding_count__lte=F("finding_count")), name="review_open_findings_are_some"
            ),
            *kept_by_operators("review", to="select, insert, update (open_finding_count)"),
        ]
