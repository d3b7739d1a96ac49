"""A season: a term of the studio's year."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned
from museminder.primitives.periods import DateRange


class Season(StudioOwned):
    """A span of days in which offerings run, such as Fall 2026; ``until`` is the first day after it."""

    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    until = models.DateField()

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["starts_on"], name="courses_season_starts")]
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], name="courses_season_name"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("starts_on")), name="courses_season_days"
            ),
            *access("courses_season", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> DateRange:
        """The days of the season, half open."""
        return DateRange(self.starts_on, self.until)
