"""A studio lets one of us in, for a time and a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.limits import GLASS_HOURS, LONGEST_GRANT_HOURS
from museminder.foundation.tenancy.access import OFFICE, Access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

OWNER_ALONE = "(SELECT sec.roles()) @> ARRAY['owner']"


class SupportGrant(StudioOwned):
    """One person of MuseMinder's support may look into this studio until a moment; nothing can be changed by it.

    The database sets the times and the name itself, refuses whoever is no trained operator, and asks again with
    every page: ended, over or untrained opens nothing.
    """

    account_id = models.UUIDField()
    staff_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    hours = models.PositiveSmallIntegerField()
    may_reveal = models.BooleanField(default=False)
    granted_by = StudioForeignKey("identity.Membership", models.PROTECT, null=True, related_name="+")
    # Set when it was an emergency: two of MuseMinder let one of them in, without anybody of the studio.
    glass_id = models.UUIDField(null=True, editable=False)
    approved_by = models.CharField(max_length=120, blank=True)
    granted_at = models.DateTimeField(editable=False, null=True)
    expires_at = models.DateTimeField(editable=False, null=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["account_id", "expires_at"], name="support_grant_of_account")]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=LONGEST_GRANT_HOURS), name="support_grant_at_most_a_week"
            ),
            models.CheckConstraint(
                condition=Q(granted_at__isnull=False, expires_at__isnull=False)
                & Q(expires_at__gt=F("granted_at")),
                name="support_grant_ends",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="support_grant_has_a_reason"),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=False, glass_id=None)
                | Q(granted_by=None, glass_id__isnull=False, hours=GLASS_HOURS, may_reveal=False)
                & ~Q(approved_by=""),
                name="support_grant_of_the_studio_or_an_emergency",
            ),
            models.UniqueConstraint(
                fields=["studio", "glass_id"], name="support_grant_once_for_an_emergency"
            ),
            Access(
                role="studio",
                name="support_grant_studio",
                to="select, insert, update (ended_at, ended_by)",
                where=OWNER_ALONE,
                sees=OFFICE,
            ),
            Access(role="worker", name="support_grant_worker", to="select"),
        ]

    def is_open(self, *, at: datetime) -> bool:
        """Whether support can still look by this grant."""
        return self.ended_at is None and self.expires_at is not None and at < self.expires_at
