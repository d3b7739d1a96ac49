"""The person who is taught, usually a child."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models.name_key import NameKeyField
from museminder.domain.people.models.origin import OriginsKept
from museminder.foundation.tenancy.access import access, among, demanded
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioOneToOneField
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import SealedField

# What the family may tell or correct by itself.
TOLD_BY_FAMILY = "preferred_name, name_key, birth_date, care_notes, school_name, version"


class Student(OriginsKept, StudioOwned):
    """Somebody the studio teaches. How to reach them is a contact: a teacher's view holds no telephone."""

    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)
    preferred_name = models.CharField(max_length=80, blank=True)
    name_key = NameKeyField(of=["first_name", "last_name", "preferred_name"])
    birth_date = SealedField(field_id="people.student.birth_date", kind="date")
    care_notes = SealedField(field_id="people.student.care_notes", kind="text")
    is_adult = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    school_name = models.CharField(max_length=120, blank=True)
    instrument = models.CharField(max_length=120, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    membership = StudioOneToOneField(
        "identity.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Copied from the membership, because row security compares columns and never looks into another table.
    account_id = models.UUIDField(null=True, blank=True)
    merged_into = StudioForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # Grows with each change, so that a page opened before it is noticed.
    version = models.PositiveIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["name_key"], name="student_by_name"),
            models.Index(fields=["account_id"], name="student_by_account"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(first_name=""), name="student_has_a_name"),
            *access(
                "people_student",
                staff_see=among("id", "students"),
                members=among("id", "students"),
                members_to=f"select, update ({TOLD_BY_FAMILY})",
                custody="id",
            ),
            demanded("people_student", records="student", column="id", sight="students"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def called(self) -> str:
        """The name the student is called by."""
        return self.preferred_name or self.first_name

    @property
    def full_name(self) -> str:
        """The called name and the last name, as lists show it."""
        return f"{self.called} {self.last_name}".strip()
