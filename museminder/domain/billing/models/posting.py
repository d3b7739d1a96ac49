"""The month's tuition, worked out, looked over, posted once."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from museminder.domain.billing.models.charge import Charge
from museminder.domain.billing.models.ledger import FamilyAccount
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class Posting(StudioOwned):
    """One month's posting: preview, exceptions, commit."""

    class State(models.TextChoices):
        PREVIEW = "preview", "Ready to look over"
        POSTING = "posting", "Being posted"
        POSTED = "posted", "Posted"

    period = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "period"], condition=~Q(state="posted"), name="posting_one_open_for_a_month"
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="posting_period_is_a_month"),
            *access("billing_posting"),
        ]

    def __str__(self) -> str:
        return f"{self.period:%Y-%m}"


class PostingRow(StudioOwned):
    """What one enrollment comes to in this month, and why."""

    class State(models.TextChoices):
        READY = "ready", "Ready"
        EXCEPTION = "exception", "Needs a decision"
        SKIPPED = "skipped", "Left out"
        POSTED = "posted", "Posted"

    posting = StudioForeignKey(Posting, models.CASCADE, related_name="rows")
    source_kind = models.CharField(max_length=30)
    source_id = models.UUIDField()
    family_account = StudioForeignKey(FamilyAccount, models.PROTECT, related_name="posting_rows", null=True)
    payer_id = models.UUIDField(null=True, blank=True)
    student_id = models.UUIDField(null=True, blank=True)
    description = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    due_on = models.DateField()
    amount = models.PositiveBigIntegerField(default=0)
    tax_amount = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    problem = models.CharField(max_length=40, blank=True)
    # Ids are made by the program; those of the charge, its transaction and its lines are made with the preview, so
    # that committing ten thousand rows is a handful of statements and committing twice is the same commit.
    reserved_ids = ArrayField(models.UUIDField(), size=5)
    charge = StudioForeignKey(Charge, models.PROTECT, null=True, blank=True, related_name="posting_rows")

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "posting", "source_id", "payer_id"],
                nulls_distinct=False,
                name="posting_row_once",
            ),
            *access("billing_postingrow"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.amount}"
