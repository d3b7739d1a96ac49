"""The weekly plan an offering's meetings are made from."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from museminder.domain.courses.models.offering import Offering
from museminder.domain.courses.models.room import Room
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.primitives.periods import DateRange

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_MINUTES = 24 * 60


class ScheduleTemplate(StudioOwned):
    """A weekday, a time of day on the studio's clock and a room; ``starts_on`` to ``until`` is half open."""

    offering = StudioForeignKey(Offering, on_delete=models.CASCADE, related_name="templates")
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    room = StudioForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="templates")
    starts_on = models.DateField()
    until = models.DateField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__gte=0, weekday__lte=6), name="courses_schedule_template_weekday"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=LONGEST_MINUTES),
                name="courses_schedule_template_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("starts_on")), name="courses_schedule_template_days"
            ),
            *access("courses_schedule_template", staff_see="true", members="true"),
        ]

    @property
    def days(self) -> DateRange:
        """The days in which it is in force, half open."""
        return DateRange(self.starts_on, self.until)

    def dates(self) -> list[date]:
        """Every day on which it plans a meeting, in order."""
        first = self.starts_on + timedelta(days=(self.weekday - self.starts_on.weekday()) % 7)
        return [first + timedelta(days=days) for days in range(0, max((self.until - first).days, 0), 7)]
