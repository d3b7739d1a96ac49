"""What an import wrote: so that it can go on after a stop, and be taken back."""

from __future__ import annotations

from django.db import models

from museminder.domain.switching.models.import_batch import ImportBatch
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField


class ImportedRecord(StudioOwned):
    """One record that an import created, changed or found. ``key`` names it within the import's files.

    ``unit`` is the family it belongs to, which is taken back whole or not at all. ``fingerprint`` is the record as
    the import left it; ``before`` is what an update replaced.
    """

    class Action(models.TextChoices):
        CREATED = "created", "Created"
        UPDATED = "updated", "Updated"
        FOUND = "found", "Found unchanged"
        POSTED = "posted", "Posted"

    batch = StudioForeignKey(ImportBatch, models.CASCADE, related_name="records", db_index=False)
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=64)
    unit = models.CharField(max_length=64, blank=True)
    model = models.CharField(max_length=60)
    record_id = models.UUIDField()
    action = models.CharField(max_length=8, choices=Action.choices)
    before = SealedField(field_id="switching.importedrecord.before", subject=STUDIO, kind="json")
    fingerprint = models.CharField(max_length=64, blank=True)
    kept = models.BooleanField(default=False)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["batch", "unit"], name="imported_record_by_unit")]
        constraints = [
            models.UniqueConstraint(fields=["studio", "batch", "kind", "key"], name="imported_record_once"),
            *access("switching_importedrecord"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.model}"
