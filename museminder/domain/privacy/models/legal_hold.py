"""Something about a student must not be erased for now: a court, an authority or a dispute needs it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from museminder.foundation.tenancy.access import OFFICE, Access, Custody
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class LegalHold(StudioOwned):
    """One student whose data, and whose family's, stays until somebody ends it; with a reason, and never for ever.

    It stops what the schedule would erase and nothing else: nobody sees more because of it.
    """

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    held_by_name = models.CharField(max_length=120)
    held_from = models.DateTimeField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "student"], condition=Q(ended_at=None), name="legal_hold_one_of_a_student"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("held_from")), name="legal_hold_ends_later"
            ),
            Access(
                role="studio",
                name="privacy_legalhold_studio",
                to="select, insert, update (ended_at, ended_by_name)",
                where=OFFICE,
            ),
            Access(role="worker", name="privacy_legalhold_worker", to="select"),
            Custody(name="privacy_legalhold_custody"),
        ]

    def is_in_force(self, at: datetime) -> bool:
        """Whether it stops erasing at this moment."""
        return self.held_from <= at and (self.ended_at is None or at < self.ended_at)
