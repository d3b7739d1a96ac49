"""A course: the lasting definition of what is taught."""

from __future__ import annotations

from django.db import models

from museminder.domain.courses.models.program import Program
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class TeachingKind(models.TextChoices):
    """Whether a group is taught or one student (or pair) at a time."""

    CLASS = "class", "Class"
    PRIVATE = "private", "Private lessons"


class Course(StudioOwned):
    """What is taught, whoever teaches it and whenever: Ballet II, private piano.

    Ages are in whole years, both included; None is no limit.
    """

    program = StudioForeignKey(Program, on_delete=models.PROTECT, related_name="courses")
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=60, blank=True)
    description = models.TextField(max_length=2000, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_until = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=TeachingKind.choices)
    is_active = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "name", "level"], name="courses_course_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=TeachingKind.values), name="courses_course_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(age_from=None)
                | models.Q(age_until=None)
                | models.Q(age_until__gte=models.F("age_from")),
                name="courses_course_ages",
            ),
            *access("courses_course", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.level}" if self.level else self.name
