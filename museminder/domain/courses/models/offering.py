"""An offering: a course as it is held, for a span of days."""

from __future__ import annotations

from django.db import models

from museminder.domain.courses.models.course import Course, TeachingKind
from museminder.domain.courses.models.season import Season
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.primitives.periods import DateRange


class Offering(StudioOwned):
    """A class or a set of private lessons in a season; extended, it runs on into the next.

    ``season`` is the one it was last planned for; ``starts_on`` and ``until`` (half open) span all its
    seasons. ``places`` is how many students each new meeting takes.
    """

    course = StudioForeignKey(Course, on_delete=models.PROTECT, related_name="offerings")
    season = StudioForeignKey(Season, on_delete=models.PROTECT, related_name="offerings")
    kind = models.CharField(max_length=8, choices=TeachingKind.choices)
    name = models.CharField(max_length=120)
    places = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    until = models.DateField()
    is_open = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["until", "starts_on"], name="courses_offering_days")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=TeachingKind.values), name="courses_offering_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("starts_on")), name="courses_offering_until"
            ),
            *access("courses_offering", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> DateRange:
        """The days the offering runs, half open, over all its seasons."""
        return DateRange(self.starts_on, self.until)
