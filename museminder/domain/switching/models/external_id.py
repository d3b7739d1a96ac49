"""What another system calls a record of ours."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned


class ExternalId(StudioOwned):
    """The other system's id of a family, a student, somebody of the staff or a class.

    A second import finds the record by it. ``record_id`` is a student, a family and so on, as ``kind`` says.
    """

    system = models.CharField(max_length=40)
    kind = models.CharField(max_length=24)
    external_id = models.CharField(max_length=200)
    record_id = models.UUIDField()

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["record_id"], name="external_id_by_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "system", "kind", "external_id"], name="external_id_once"
            ),
            *access("switching_externalid"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}"
