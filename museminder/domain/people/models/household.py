"""With which family a student lives, from when until when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Func, Q

from museminder.domain.people.models.family import Family
from museminder.domain.people.models.origin import OriginsKept
from museminder.domain.people.models.student import Student
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class DateRange(Func):
    """The days of a row as the database's own range."""

    function = "daterange"
    output_field = DateRangeField()


class Household(OriginsKept, StudioOwned):
    """A student in a family: does it live there, which share does the family pay, is it billed by default."""

    student = StudioForeignKey(Student, models.PROTECT, related_name="households")
    family = StudioForeignKey(Family, models.PROTECT, related_name="households")
    lives_with = models.BooleanField(default=True)
    share_percent = models.PositiveSmallIntegerField(default=100)
    is_billed_by_default = models.BooleanField(default=True)
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["student"], name="household_by_student"),
            models.Index(fields=["family"], name="household_by_family"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_percent__gte=0) & Q(share_percent__lte=100),
                name="household_share_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("starts_on")),
                name="household_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["studio", "student"],
                condition=Q(is_billed_by_default=True, until=None),
                name="household_one_is_billed",
            ),
            ExclusionConstraint(
                name="household_once_at_a_time",
                expressions=[
                    ("studio", "="),
                    ("student", "="),
                    ("family", "="),
                    (DateRange("starts_on", "until"), "&&"),
                ],
            ),
            *access(
                "people_household",
                members=f"{among('student_id', 'students')} AND {among('family_id', 'families')}",
                custody="student_id",
            ),
        ]
