"""A location: a building of the studio."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned


class Location(StudioOwned):
    """A building or site where the studio has rooms."""

    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], name="courses_location_name"),
            *access("courses_location", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.name
