"""A lesson the studio owes a student."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class MakeUpCredit(StudioOwned):
    """A lesson owed, of some minutes where that is known; its last day is the one before ``expires_on``."""

    class State(models.TextChoices):
        GRANTED = "granted", "Granted"
        USED = "used", "Used"
        EXPIRED = "expired", "Expired"
        REVOKED = "revoked", "Revoked"

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="make_up_credits")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    granted_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.GRANTED)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student", "state"], name="make_up_credit_by_student")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("granted_on")), name="make_up_credit_lasts"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gt=0), name="make_up_credit_has_minutes"
            ),
            *access(
                "attendance_makeupcredit",
                staff_see=among("student_id", "students"),
                members=among("student_id", "students"),
                custody="student_id",
            ),
        ]

    def can_be_used_on(self, day: date) -> bool:
        """Whether a lesson on this day may be taken for the credit."""
        return self.state == self.State.GRANTED and (self.expires_on is None or day < self.expires_on)
