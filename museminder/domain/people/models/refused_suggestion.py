"""A correction of an address that somebody did not want."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models.guardian import Guardian
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import SealedField


class RefusedSuggestion(StudioOwned):
    """The text of an address whose correction was refused, sealed: for the same text it is not suggested again."""

    guardian = StudioForeignKey(Guardian, models.CASCADE, related_name="refused_suggestions")
    address = SealedField(field_id="people.refused_suggestion.address", kind="json", subject="guardian_id")
    refused_at = models.DateTimeField()
    # Copied from the guardian, because row security compares columns and never looks into another table.
    account_id = models.UUIDField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "guardian"], name="refused_suggestion_last"),
            *access(
                "people_refusedsuggestion",
                members="account_id = (SELECT sec.account())",
                members_to="select, insert, delete",
                office="select, delete",
            ),
        ]

    def __str__(self) -> str:
        return f"refused on {self.refused_at:%Y-%m-%d}"
