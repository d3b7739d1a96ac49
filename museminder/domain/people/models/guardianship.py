"""What a guardian may do for one student."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models.guardian import Guardian
from museminder.domain.people.models.origin import OriginsKept
from museminder.domain.people.models.student import Student
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class Guardianship(OriginsKept, StudioOwned):
    """The rights of one guardian for one student: sees, may pick up, pays, may consent."""

    guardian = StudioForeignKey(Guardian, models.PROTECT, related_name="guardianships")
    student = StudioForeignKey(Student, models.PROTECT, related_name="guardianships")
    relationship = models.CharField(max_length=60, blank=True)
    sees = models.BooleanField(default=True)
    may_pick_up = models.BooleanField(default=True)
    pays = models.BooleanField(default=True)
    may_consent = models.BooleanField(default=True)
    # The guardian's account, copied so that row security needs no look into another table.
    account_id = models.UUIDField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student"], name="guardianship_by_student")]
        constraints = [
            models.UniqueConstraint(fields=["studio", "guardian", "student"], name="guardianship_once"),
            *access(
                "people_guardianship",
                members=f"account_id = (SELECT sec.account()) AND {among('student_id', 'students')}",
                custody="student_id",
            ),
        ]
