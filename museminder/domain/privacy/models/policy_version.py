"""One version of the privacy policy, as it was posted."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.expressions import RawSQL

from museminder.foundation.tenancy.access import Access

FIRST = 1  # was in force before this program was there to post it
WRITABLE = (
    "number, title, language, summary, material_for_children, blocks, blocks_for_children, effective_on,"
    " posted_by"
)
# Both sides are plain UTC, so no session's time zone takes part; a day has 24 hours here.
THIRTY_DAYS = "number = 1 OR (effective_on::timestamp - (posted_at AT TIME ZONE 'UTC')) >= interval '30 days'"
READERS = ("studio", "member", "worker")


def _always(condition: str) -> RawSQL:
    """A condition in SQL: day arithmetic in UTC has no words in Django's."""
    return RawSQL(condition, [], output_field=models.BooleanField())  # noqa: S611  constants of this file


class PolicyVersion(models.Model):
    """What we promise from a day on; posted at least 30 days before, and never changed afterwards.

    The database itself sets ``posted_at`` and ``sha256``, whatever it is told. A version takes effect when
    ``effective_on`` begins in UTC.
    """

    number = models.PositiveIntegerField(primary_key=True)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    summary = models.TextField(blank=True)
    material_for_children = models.BooleanField(default=False)
    blocks = models.JSONField()
    blocks_for_children = models.JSONField(default=list)
    effective_on = models.DateField()
    posted_by = models.CharField(max_length=120)
    posted_at = models.DateTimeField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_always(THIRTY_DAYS),
                name="policy_version_thirty_days",
            ),
            models.CheckConstraint(
                condition=_always("isfinite(effective_on)"),
                name="policy_version_takes_effect",
            ),
            *(Access(role=role, name=f"policy_version_{role}", to="select") for role in READERS),
            Access(role="operator", name="policy_version_operator", to=f"select, insert ({WRITABLE})"),
        ]

    def is_in_effect(self, *, on: date) -> bool:
        """Whether the version holds on a day, in UTC; a later one may have taken its place."""
        return self.effective_on <= on

    def days_left(self, *, on: date) -> int:
        """How many days until it takes effect; 0 once it has."""
        return max(0, (self.effective_on - on).days)
