"""A program: music, dance, art; what a studio groups its courses by."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned


class ProgramKind(models.TextChoices):
    """What a program is about; the calendar colors meetings by it."""

    MUSIC = "music", "Music"
    DANCE = "dance", "Dance"
    ART = "art", "Art"
    CHOIR = "choir", "Choir"
    EVENT = "event", "Event"


class Program(StudioOwned):
    """A group of courses, such as the School of Dance."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=ProgramKind.choices)
    is_active = models.BooleanField(default=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], name="courses_program_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=ProgramKind.values), name="courses_program_kind"
            ),
            *access("courses_program", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.name
