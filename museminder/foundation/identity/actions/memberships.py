"""Who belongs to the studio, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.events import MembershipEnded, RolesChanged
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import (
    check_can_give_roles,
    check_roles,
    check_studio_keeps_an_owner,
)
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def change_roles(*, membership_id: UUID, roles: Iterable[str], by: Actor, at: datetime) -> Membership:
    """Say what a person is in the studio from now on; it holds with their next click.

    Raises ``Refused`` if whoever asks may not give or take these roles, or if no owner would be left.
    """
    after = check_roles(roles)
    with transaction.atomic(using=current_site()):
        membership = Membership.objects.select_for_update().get(pk=membership_id)
        before = tuple(membership.roles)
        check_can_give_roles(set(before) ^ set(after), by=by)
        check_studio_keeps_an_owner(membership, after)
        membership.roles = list(after)
        membership.save(update_fields=["roles"])
        details = {"before": list(before), "after": list(after)}
        record_change("identity.membership.roles_changed", of=membership, by=by, at=at, details=details)
        announce(RolesChanged(membership.pk, membership.account_id, before, after, by=by, at=at))
    return membership


def end_membership(*, membership_id: UUID, by: Actor, at: datetime) -> Membership:
    """Part with a person: whatever browser they are signed in with, the studio is closed to it at once.

    Raises ``Refused`` if whoever asks may not, or if this is the only owner. Ending it twice changes nothing.
    """
    with transaction.atomic(using=current_site()):
        membership = Membership.objects.select_for_update().get(pk=membership_id)
        if not membership.is_current:
            return membership
        check_can_give_roles(membership.roles, by=by)
        check_studio_keeps_an_owner(membership, ())
        membership.ended_at = at
        membership.save(update_fields=["ended_at"])
        record_change("identity.membership.ended", of=membership, by=by, at=at)
        announce(MembershipEnded(membership.pk, membership.account_id, by=by, at=at))
    return membership


def add_member(
    *, account_id: UUID, display_name: str, roles: Iterable[str], by: Actor, at: datetime
) -> Membership:
    """Make an account known to be the right person a member, without a letter; adds to the roles it has.

    For the command line and the demonstration studio; people are invited.
    """
    wanted = check_roles(roles)
    check_can_give_roles(wanted, by=by)
    with transaction.atomic(using=current_site()):
        membership, is_new = Membership.objects.get_or_create(
            account_id=account_id,
            defaults={"display_name": display_name, "roles": list(wanted), "started_at": at},
        )
        if not is_new:
            membership.roles = list(
                check_roles([*(membership.roles if membership.is_current else ()), *wanted])
            )
            membership.ended_at = None
            membership.save(update_fields=["roles", "ended_at"])
        record_change(
            "identity.membership.added", of=membership, by=by, at=at, details={"roles": list(wanted)}
        )
    return membership
