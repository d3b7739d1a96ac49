"""Where a person is signed in."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from museminder.foundation.identity.models import Account, Session


def sessions_of(account: Account, at: datetime) -> QuerySet[Session]:
    """A person's sessions that still open something, on every site, the latest seen first."""
    return Session.objects.filter(account=account, revoked_at=None, expire_date__gt=at).order_by(
        "-last_seen_at"
    )
