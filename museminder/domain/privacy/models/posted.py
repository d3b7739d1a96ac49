"""What is posted 30 days before it takes effect, and never changed afterwards."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.expressions import RawSQL

# Both sides are plain UTC, so no session's time zone takes part; a day has 24 hours here.
THIRTY_DAYS = "(effective_on::timestamp - (posted_at AT TIME ZONE 'UTC')) >= interval '30 days'"
TAKES_EFFECT = "isfinite(effective_on)"


def always(condition: str) -> RawSQL:
    """A condition in SQL, for a constraint: day arithmetic in UTC has no words in Django's."""
    return RawSQL(condition, [], output_field=models.BooleanField())  # noqa: S611  constants of these files


class Posted(models.Model):
    """A notice to everybody. The database itself sets ``posted_at`` and ``sha256``, whatever it is told.

    It takes effect when ``effective_on`` begins in UTC.
    """

    effective_on = models.DateField()
    posted_by = models.CharField(max_length=120)
    posted_at = models.DateTimeField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def is_in_effect(self, *, on: date) -> bool:
        """Whether it holds on a day, in UTC; a later one may have taken its place."""
        return self.effective_on <= on

    def days_left(self, *, on: date) -> int:
        """How many days until it takes effect; 0 once it has."""
        return max(0, (self.effective_on - on).days)
