"""A court, or whoever may decide it, keeps a person away from a student."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from museminder.domain.people.models.guardian import Guardian
from museminder.domain.people.models.origin import OriginsKept
from museminder.domain.people.models.student import Student
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class CustodyDenial(OriginsKept, StudioOwned):
    """Recorded evidence that a person may not see, fetch or be told anything about a student.

    It beats every right from the moment it is recorded. A person without a record here is named in words.
    """

    student = StudioForeignKey(Student, models.PROTECT, related_name="custody_denials")
    guardian = StudioForeignKey(
        Guardian, models.PROTECT, null=True, blank=True, related_name="custody_denials"
    )
    person_name = models.CharField(max_length=160)
    evidence = models.CharField(max_length=500)
    recorded_by_name = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["student"], name="custody_denial_by_student"),
            models.Index(fields=["guardian"], name="custody_denial_by_guardian"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="custody_denial_has_evidence"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("starts_at")),
                name="custody_denial_ends_after_start",
            ),
            *access("people_custodydenial", custody="student_id"),
        ]

    def is_in_force(self, at: datetime) -> bool:
        """Whether the denial holds at this moment."""
        return self.starts_at <= at and (self.ended_at is None or at < self.ended_at)
