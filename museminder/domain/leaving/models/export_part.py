"""A piece of an export, sealed, in the database: whichever computer made it, whichever is asked for it."""

from __future__ import annotations

from django.db import models

from museminder.domain.leaving.models.export import OWNERS, Export
from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField


class ExportPart(StudioOwned):
    """Some bytes of the file, in Base64 and sealed; the parts in the order of ``position`` are the file."""

    export = StudioForeignKey(Export, models.CASCADE, related_name="parts", db_index=False)
    position = models.PositiveIntegerField()
    content = SealedField(field_id="leaving.exportpart.content", subject=STUDIO, kind="text")

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "export", "position"], name="export_part_once"),
            Access(role="studio", name="leaving_exportpart_studio", where=OWNERS),
            Access(role="worker", name="leaving_exportpart_worker"),
        ]

    def __str__(self) -> str:
        return f"part {self.position}"
