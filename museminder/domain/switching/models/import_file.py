"""One uploaded file, kept without the card numbers that were in it."""

from __future__ import annotations

from django.db import models

from museminder.domain.switching.models.import_batch import ImportBatch
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField


class ImportFile(StudioOwned):
    """A file as it was masked in the request: UTF-8 CSV, sealed. ``mapping`` is our field → its heading.

    The content goes when the import cannot be taken back any more; the name stays, to tell imports apart.
    """

    batch = StudioForeignKey(ImportBatch, models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    content = SealedField(field_id="switching.importfile.content", subject=STUDIO, kind="text")
    mapping = models.JSONField(default=dict, blank=True)

    class Meta(StudioOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["studio", "batch", "name"], name="import_file_name_once"),
            *access("switching_importfile"),
        ]

    def __str__(self) -> str:
        return self.name
