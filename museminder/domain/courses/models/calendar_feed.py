"""A subscription to a calendar."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned

MINE = "account_id = (SELECT sec.account())"


class FeedOwner(models.TextChoices):
    """Whose meetings a feed shows."""

    GUARDIAN = "guardian", "Guardian"
    STAFF = "staff", "Instructor"


class CalendarFeed(StudioOwned):
    """An address at which a calendar program reads one person's meetings; it is that person's secret.

    ``token_hash`` is the SHA-256 of the secret, in hex. ``owner_id`` is a guardian or a staff member;
    ``account_id`` is the account they sign in with (None for an instructor without one), so that they can
    revoke their own.
    """

    token_hash = models.CharField(max_length=64)
    owner_kind = models.CharField(max_length=8, choices=FeedOwner.choices)
    owner_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["owner_id"], name="courses_calendar_feed_owner")]
        constraints = [
            models.UniqueConstraint(fields=["studio", "token_hash"], name="courses_calendar_feed_token"),
            models.CheckConstraint(
                condition=models.Q(owner_kind__in=FeedOwner.values), name="courses_calendar_feed_owns"
            ),
            *access(
                "courses_calendar_feed",
                office="select, insert, update",
                staff_change=MINE,
                members=MINE,
                members_to="select, insert, update",
                worker="select, update",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether the address still answers."""
        return self.revoked_at is None
