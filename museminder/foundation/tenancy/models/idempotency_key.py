"""A promise that pressing twice does the thing once."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models.owned import StudioOwned

MINE = "account_id = (SELECT sec.account())"


class IdempotencyKey(StudioOwned):
    """One submission of a form that moves money or takes a place, and where it led."""

    key = models.CharField(max_length=64)
    account_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "key"], name="idempotency_key_once"),
            *access(
                "idempotency_key",
                staff_change=MINE,
                members=MINE,
                members_to="select, insert, update, delete",
            ),
        ]

    def __str__(self) -> str:
        return self.key
