"""One student in one meeting."""

from __future__ import annotations

from django.db import models

from museminder.domain.enrollment.models.enrollment import Enrollment
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class Participation(StudioOwned):
    """A student's place in a meeting. One given back is kept as ``ended``: it may have been charged."""

    class Kind(models.TextChoices):
        ENROLLED = "enrolled", "Enrolled"
        TRIAL = "trial", "Trial"
        MAKE_UP = "make_up", "Make-up"
        SINGLE_DAY = "single_day", "Single day"

    class ChargeDecision(models.TextChoices):
        BY_PLAN = "by_plan", "As the tuition plan says"
        CHARGED = "charged", "Charged"
        NOT_CHARGED = "not_charged", "Not charged"

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="participations")
    meeting = StudioForeignKey("courses.Meeting", models.PROTECT, related_name="participations")
    enrollment = StudioForeignKey(
        Enrollment, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ENROLLED)
    charge_decision = models.CharField(
        max_length=12, choices=ChargeDecision.choices, default=ChargeDecision.BY_PLAN
    )
    ended = models.BooleanField(default=False)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["student"], name="participation_by_student"),
            models.Index(fields=["enrollment"], name="participation_by_enrollment"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["studio", "meeting", "student"], name="participation_once"),
            *access(
                "enrollment_participation",
                staff_see=among("student_id", "students"),
                members=among("student_id", "students"),
                custody="student_id",
            ),
        ]
