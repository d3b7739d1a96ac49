"""What was held back and waits for an owner."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.models.held_reveal import ASKABLE
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.permissions import Role


def waiting_count(at: datetime) -> int:
    """How many held requests an owner can still decide about."""
    return HeldReveal.objects.filter(state=HeldReveal.State.WAITING, held_at__gt=at - ASKABLE).count()


def decides_alone(account_id: UUID) -> bool:
    """Whether an account is the studio's only owner, so that nobody else could decide what is held from them."""
    owners = Membership.objects.filter(ended_at=None, roles__contains=[Role.OWNER.value])
    return set(owners.values_list("account_id", flat=True)) == {account_id}
