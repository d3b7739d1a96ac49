"""A room: where meetings are held."""

from __future__ import annotations

from django.db import models

from museminder.domain.courses.models.location import Location
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class Room(StudioOwned):
    """A room that holds one meeting at a time, or several if it is shared (a hall, a garden)."""

    location = StudioForeignKey(Location, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=80)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    is_shared = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "location", "name"], name="courses_room_name"),
            *access("courses_room", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.name
