"""A lesson in keeping families' data safe, taken by somebody who runs MuseMinder."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.limits import LONGEST_TRAINING
from museminder.domain.oversight.models.operator_staff import OperatorStaff
from museminder.domain.oversight.models.rights import kept_by_operators
from museminder.primitives.ids import uuid7


class Training(models.Model):
    """Holds from a day until another, a year at most; a record is added, never changed.

    Without one that holds, the database opens no studio to this person, whoever granted it.
    """

    class Subject(models.TextChoices):
        PRIVACY = "privacy"
        SECURITY = "security"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey(OperatorStaff, on_delete=models.PROTECT, related_name="trainings")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    completed_on = models.DateField()
    valid_until = models.DateField()
    certificate_sha256 = models.CharField(max_length=64)
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("completed_on"))
                & Q(valid_until__lte=F("completed_on") + LONGEST_TRAINING),
                name="training_holds_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=Q(certificate_sha256__regex=r"^[0-9a-f]{64}$"), name="training_has_a_certificate"
            ),
            *kept_by_operators("training"),
        ]

    def is_valid(self, *, on: date) -> bool:
        """Whether it holds on a day."""
        return self.completed_on <= on < self.valid_until
