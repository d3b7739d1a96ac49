"""Where one row of a file stands."""

from __future__ import annotations

from django.db import models

from museminder.domain.switching.models.import_batch import ImportBatch
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField


class ImportRow(StudioOwned):
    """A row after the last look over the files. ``codes`` say what was noticed, without words of the file.

    ``details`` are ``{"title", "sentences"}``; ``corrections`` are heading → text that somebody typed. Both sealed.
    """

    class State(models.TextChoices):
        READY = "ready", "Ready"
        DUPLICATE = "duplicate", "Here already"
        CHANGED = "changed", "Changed here since"
        NEEDS_INFO = "needs_info", "Needs information"
        ERROR = "error", "Error"

    batch = StudioForeignKey(ImportBatch, models.CASCADE, related_name="rows", db_index=False)
    file_name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    codes = models.JSONField(default=list, blank=True)
    details = SealedField(field_id="switching.importrow.details", subject=STUDIO, kind="json")
    corrections = SealedField(field_id="switching.importrow.corrections", subject=STUDIO, kind="json")

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["batch", "state", "number"], name="import_row_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "batch", "file_name", "number"], name="import_row_once"
            ),
            *access("switching_importrow"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, row {self.number}"
