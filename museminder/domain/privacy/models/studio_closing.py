"""A school that closes: read only from then on, everything to be taken along, its keys destroyed by a date."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from museminder.domain.privacy.models.posted import always
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned

DAYS_TO_TAKE_ALONG = timedelta(days=90)  # sentence N06 of the policy


class StudioClosing(StudioOwned):
    """One closing: begun, then either reopened or carried out; ``held_since`` is when a legal hold put it off.

    ``gone_from_backups_on`` is the first day on which no copy of the vault opens anything either.
    """

    begun_at = models.DateTimeField()
    begun_by_name = models.CharField(max_length=120)
    destroy_on = models.DateField()
    held_since = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by_name = models.CharField(max_length=120, blank=True)
    destroyed_at = models.DateTimeField(null=True)
    gone_from_backups_on = models.DateField(null=True)
    key_count = models.PositiveIntegerField(default=0)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio"],
                condition=Q(reopened_at=None, destroyed_at=None),
                name="studio_closing_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | Q(destroyed_at=None), name="studio_closing_has_one_end"
            ),
            models.CheckConstraint(
                condition=always(
                    "destroyed_at IS NULL OR gone_from_backups_on IS NOT NULL"
                    " AND (destroyed_at AT TIME ZONE 'UTC')::date >= destroy_on"
                ),
                name="studio_closing_waits_for_its_day",
            ),
            models.CheckConstraint(
                condition=always("destroy_on >= (begun_at AT TIME ZONE 'UTC')::date + 90"),
                name="studio_closing_leaves_90_days",
            ),
            *access("privacy_studioclosing", office="select, insert, update", worker="select, update"),
        ]

    def is_due(self, *, on: date) -> bool:
        """Whether the keys may be destroyed on a day, in UTC."""
        return self.destroyed_at is None and self.reopened_at is None and on >= self.destroy_on
