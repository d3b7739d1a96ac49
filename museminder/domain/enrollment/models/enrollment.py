"""A student in an offering from a date to a date."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from museminder.foundation.tenancy.access import access, among, demanded
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class Enrollment(StudioOwned):
    """A student in an offering. Dates are half open: ``until`` is the day after the last day."""

    class Kind(models.TextChoices):
        ACTIVE = "active", "Active"
        TRIAL = "trial", "Trial"
        MAKE_UP = "make_up", "Make-up"
        SINGLE_DAY = "single_day", "Single day"
        WAITLISTED = "waitlisted", "Waitlisted"

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="enrollments")
    offering = StudioForeignKey("courses.Offering", models.PROTECT, related_name="enrollments")
    family_account = StudioForeignKey("billing.FamilyAccount", models.PROTECT, related_name="enrollments")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ACTIVE)
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    override_reason = models.CharField(max_length=300, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    enrolled_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["offering", "starts_on"], name="enrollment_by_offering"),
            models.Index(fields=["student"], name="enrollment_by_student"),
            models.Index(fields=["family_account"], name="enrollment_by_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts_on")), name="enrollment_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["studio", "student", "offering"],
                condition=Q(until=None, kind="active"),
                name="enrollment_active_once",
            ),
            *access(
                "enrollment_enrollment",
                staff_see=among("student_id", "students"),
                members=among("student_id", "students"),
                custody="student_id",
            ),
            demanded("enrollment_enrollment", records="enrollments", column="student_id", sight="students"),
        ]

    @property
    def last_day(self) -> date | None:
        """The last day of the enrollment as people say it; None while it has no end."""
        return None if self.until is None else self.until - timedelta(days=1)

    def holds_on(self, day: date) -> bool:
        """Whether the student is enrolled on this day."""
        return self.starts_on <= day and (self.until is None or day < self.until)
