"""Somebody agrees to a version of the policy."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.privacy.models import PolicyAcceptance
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def accept_version(*, number: int, membership_id: UUID, by: Actor, at: datetime) -> PolicyAcceptance:
    """Note that a person agrees to a version, in the studio in hand; saying it twice is once.

    Raises ``IntegrityError`` for a version that was never posted.
    """
    with transaction.atomic(using=current_site()):
        acceptance, is_new = PolicyAcceptance.objects.get_or_create(
            membership_id=membership_id,
            version_number=number,
            defaults={"account_id": by.account_id, "accepted_at": at},
        )
        if is_new:
            record_change("privacy.policy.accepted", of=acceptance, by=by, at=at, details={"version": number})
    return acceptance
