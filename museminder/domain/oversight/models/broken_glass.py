"""An emergency: one of us asks to look into a studio that nobody there can let them into, another agrees."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.limits import ANSWERED_WITHIN
from museminder.domain.oversight.models.rights import kept_by_operators
from museminder.primitives.ids import uuid7


class BrokenGlass(models.Model):
    """What was asked, and who agreed; ``sec.break_glass`` alone makes the support grant of it, an hour long.

    ``number`` is the studio's. It answers to the studio at once: the owner gets a letter, and ends it with one click.
    """

    class Emergency(models.TextChoices):
        """What is an emergency; nothing else is."""

        SAFETY = "safety"
        ATTACK = "attack"
        DATA_LOSS = "data_loss"
        OUTAGE = "outage"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.BigIntegerField()
    emergency = models.CharField(max_length=9, choices=Emergency.choices)
    reason = models.CharField(max_length=300)
    requester_id = models.UUIDField()
    requester = models.CharField(max_length=120)
    requested_at = models.DateTimeField()
    approver_id = models.UUIDField(null=True)
    approver = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approver_id=None) | ~Q(approver_id=F("requester_id")),
                name="broken_glass_takes_two",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & Q(emergency__in=["safety", "attack", "data_loss", "outage"]),
                name="broken_glass_has_a_reason",
            ),
            *kept_by_operators("broken_glass"),
        ]

    def can_be_approved(self, *, at: datetime) -> bool:
        """Whether somebody else can still agree."""
        return self.approver_id is None and at < self.requested_at + ANSWERED_WITHIN
