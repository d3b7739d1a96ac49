"""The people of the studio, and who is on the way to becoming one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from museminder.foundation.identity.models import Invitation, Membership
from museminder.foundation.identity.permissions import STAFF_ROLES


def staff_memberships() -> QuerySet[Membership]:
    """Everybody who works for the studio now, by name."""
    staff = sorted(role.value for role in STAFF_ROLES)
    return Membership.objects.filter(ended_at=None, roles__overlap=staff).order_by("display_name", "id")


def open_invitations(at: datetime) -> QuerySet[Invitation]:
    """Invitations nobody has answered and whose link still works, the newest first."""
    return Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=at).order_by(
        "-created_at"
    )
