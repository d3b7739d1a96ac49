"""A family: who lives and pays together."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models.name_key import NameKeyField
from museminder.domain.people.models.origin import OriginsKept
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import SealedField


class Family(OriginsKept, StudioOwned):
    """Guardians, students and one family account; an adult student is a family of one."""

    name = models.CharField(max_length=160)
    name_key = NameKeyField(of=["name"])
    started_on = models.DateField(null=True, blank=True)
    note = SealedField(field_id="people.family.note", kind="text")
    is_active = models.BooleanField(default=True)
    # Set while this record is merged into another: it is kept so that the merge can be undone.
    merged_into = StudioForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # Grows with each change, so that a page opened before it is noticed.
    version = models.PositiveIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        verbose_name = "family"
        verbose_name_plural = "families"
        indexes = [models.Index(fields=["name_key"], name="family_by_name")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="family_has_a_name"),
            *access("people_family", members=among("id", "families")),
        ]

    def __str__(self) -> str:
        return self.name
