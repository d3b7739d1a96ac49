"""A copy of what is held about a family, made for one person of it, there to be fetched for a few days."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from museminder.domain.privacy.models.privacy_request import PrivacyRequest
from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField

# Whoever may no longer see one of the students in it has no file either, from that moment.
MINE = "by_account_id = (SELECT sec.account()) AND student_ids <@ (SELECT sec.students())::uuid[]"


class FamilyExport(StudioOwned):
    """One archive: readable pages and JSON, sealed. ``student_ids`` are whom it is about besides who asked.

    Nobody of the staff has a rule for this table: it is fetched by the one who asked alone.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Being made"
        READY = "ready", "Ready"
        GONE = "gone", "No longer there"

    request = StudioForeignKey(PrivacyRequest, models.PROTECT, related_name="+")
    by_account_id = models.UUIDField()
    student_ids = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    size = models.PositiveIntegerField(default=0)
    content = SealedField(field_id="privacy.familyexport.content", subject=STUDIO, kind="bytes")

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "by_account_id"],
                condition=Q(state="asked"),
                name="family_export_one_is_being_made",
            ),
            Access(role="member", name="privacy_familyexport_member", to="select, insert", where=MINE),
            Access(role="worker", name="privacy_familyexport_worker"),
        ]

    def __str__(self) -> str:
        return f"copy of {self.asked_at:%Y-%m-%d %H:%M}"

    def can_be_fetched(self, at: datetime) -> bool:
        """Whether the file is there at this moment."""
        return self.state == self.State.READY and self.expires_at is not None and at < self.expires_at
