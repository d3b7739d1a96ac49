"""Two records of one person or family, made into one."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned


class Merge(StudioOwned):
    """What a merge moved, row by row, so that it can be undone.

    ``moved`` lists ``[model, column, row id, value before]`` and holds ids, flags and dates; a person's text
    that filled a gap is not kept: undoing empties the gap again.
    """

    class Kind(models.TextChoices):
        FAMILY = "family", "Family"
        STUDENT = "student", "Student"
        GUARDIAN = "guardian", "Guardian"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    kept_id = models.UUIDField()
    merged_id = models.UUIDField()
    moved = models.JSONField(default=list)
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["merged_at"], name="merge_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kept_id=models.F("merged_id")), name="merge_is_of_two_records"
            ),
            *access("people_merge", office="select, insert, update", worker="select, insert, update"),
        ]
