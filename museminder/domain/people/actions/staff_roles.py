"""What the people who work for the studio may enter as, once they can sign in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.actions.staff import deactivate_staff_member
from museminder.domain.people.models import StaffMember
from museminder.foundation.identity.actions.memberships import add_member, change_roles, end_membership
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.permissions import STAFF_ROLES
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def change_staff_roles(*, staff_member_id: UUID, roles: Iterable[str], by: Actor, at: datetime) -> Membership:
    """Say as what somebody who works here may enter; it holds with their next click.

    ``roles`` are roles of staff, none to close the door to them. What they are besides, such as a guardian, stays.
    Raises ``Refused`` for somebody who never signed in, for roles one may not give or take, and for the only owner.
    """
    with transaction.atomic(using=current_site()):
        person = StaffMember.objects.select_for_update().get(pk=staff_member_id)
        membership = person.membership
        if membership is None:
            raise Refused(_("%(name)s cannot sign in yet. Send an invitation.") % {"name": person.full_name})
        wanted = {str(role) for role in roles} & STAFF_ROLES
        others = set(membership.roles) - STAFF_ROLES if membership.is_current else set()
        if not wanted | others:
            return end_membership(membership_id=membership.pk, by=by, at=at)
        if membership.is_current:
            return change_roles(membership_id=membership.pk, roles=wanted | others, by=by, at=at)
        return add_member(
            account_id=membership.account_id, display_name=membership.display_name, roles=wanted, by=by, at=at
        )


def part_with_staff_member(*, staff_member_id: UUID, by: Actor, at: datetime) -> StaffMember:
    """Somebody no longer works here: they leave the lists, and the door of the studio site closes at once.

    Lessons they taught stay theirs. Raises ``Refused`` where their roles may not be taken, as of the only owner.
    """
    with transaction.atomic(using=current_site()):
        if StaffMember.objects.get(pk=staff_member_id).membership_id is not None:
            change_staff_roles(staff_member_id=staff_member_id, roles=(), by=by, at=at)
        return deactivate_staff_member(staff_member_id=staff_member_id, by=by, at=at)
