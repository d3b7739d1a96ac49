"""One time that everything of a studio was put into one file."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.models import StudioOwned

# Nobody else of the staff: the database itself keeps everything in one file from them.
OWNERS = "'owner' = ANY ((SELECT sec.roles())::text[])"


class Export(StudioOwned):
    """A file with everything the studio has, made by a job, there to be fetched for a few days.

    ``row_count`` and ``rows_done`` are rows of all tables together; ``size`` is in bytes.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        READY = "ready", "Ready"
        FAILED = "failed", "Stopped"
        GONE = "gone", "No longer there"

    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    rows_done = models.PositiveBigIntegerField(default=0)
    row_count = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio"], condition=Q(state="asked"), name="export_one_is_being_made"
            ),
            Access(role="studio", name="leaving_export_studio", where=OWNERS),
            Access(role="worker", name="leaving_export_worker"),
        ]

    def __str__(self) -> str:
        return f"Export of {self.asked_at:%Y-%m-%d %H:%M}"

    def can_be_fetched(self, at: datetime) -> bool:
        """Whether the file is there at this moment."""
        return self.state == self.State.READY and self.expires_at is not None and at < self.expires_at
