"""Somebody asked to open more than may be opened in a while; an owner decides whether it is opened once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.models import StudioOwned

ASKABLE = timedelta(days=7)
# Whoever is a school's only owner waits this long before deciding about their own request.
ALONE_AFTER = timedelta(hours=24)
# Nobody else of the staff, but whoever is held leaves the row behind.
OWNERS_OR_MINE = "'owner' = ANY ((SELECT sec.roles())::text[]) OR account_id = (SELECT sec.account())"


class HeldReveal(StudioOwned):
    """One request that was held: whose, for what, about how many; whom it was about only the access log knows.

    ``entry_id`` is its entry in the access log; ``until`` is when it may be asked for again, None when it is too much
    at once.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ALLOWED = "allowed", "Allowed once"
        REFUSED = "refused", "Refused"

    entry_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=40)
    subject_count = models.PositiveIntegerField()
    held_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "entry_id"], name="held_reveal_once_an_entry"),
            models.CheckConstraint(
                name="held_reveal_is_decided_with_a_reason",
                condition=Q(state="waiting", decided_at=None) | (Q(decided_at__isnull=False) & ~Q(reason="")),
            ),
            Access(
                role="studio",
                name="privacy_heldreveal_studio",
                to="select, insert, update",
                where=OWNERS_OR_MINE,
            ),
            Access(
                role="member",
                name="privacy_heldreveal_member",
                to="select, insert",
                where="account_id = (SELECT sec.account())",
            ),
            Access(role="worker", name="privacy_heldreveal_worker", to="select, insert"),
        ]

    def __str__(self) -> str:
        return f"held {self.held_at:%Y-%m-%d %H:%M}"

    def is_waiting(self, at: datetime) -> bool:
        """Whether an owner can still decide."""
        return self.state == self.State.WAITING and at < self.held_at + ASKABLE
