"""Days on which the studio, or a part of it, is closed."""

from __future__ import annotations

from datetime import date

from django.db import models

from museminder.domain.courses.models.location import Location
from museminder.domain.courses.models.offering import Offering
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.primitives.periods import DateRange


class Closure(StudioOwned):
    """Closed dates of the studio, a location or an offering; meetings on them do not happen or count."""

    location = StudioForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="closures"
    )
    offering = StudioForeignKey(
        Offering, on_delete=models.CASCADE, null=True, blank=True, related_name="closures"
    )
    starts_on = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=120)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["until", "starts_on"], name="courses_closure_days")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("starts_on")), name="courses_closure_until"
            ),
            models.CheckConstraint(
                condition=models.Q(location=None) | models.Q(offering=None), name="courses_closure_one_scope"
            ),
            *access("courses_closure", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def days(self) -> DateRange:
        """The closed days, half open."""
        return DateRange(self.starts_on, self.until)

    def covers(self, *, day: date, location_id: object, offering_id: object) -> bool:
        """Whether a meeting on a day, at a location, of an offering falls under it."""
        return (
            day in self.days
            and self.location_id in (None, location_id)
            and self.offering_id in (None, offering_id)
        )
