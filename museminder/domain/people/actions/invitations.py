"""Asking people of the studio to sign in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian, StaffMember
from museminder.domain.people.rules import check_not_merged
from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.permissions import Role
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor


def invite_guardian(*, guardian_id: UUID, by: Actor, at: datetime) -> Invitation:
    """Ask a guardian to sign in to the member site; the letter is sent by a job.

    Whoever accepts it stands for this guardian, and sees what the guardian's rights say. Raises ``Refused``
    without an e-mail address, for a guardian who left, and for one who can sign in already.
    """
    guardian = Guardian.objects.get(pk=guardian_id)
    check_not_merged(guardian)
    if not guardian.is_active:
        raise Refused(_("This guardian no longer belongs to the family."))
    return _invite(guardian, "guardian", [Role.GUARDIAN], by=by, at=at)


def invite_staff_member(
    *, staff_member_id: UUID, roles: Iterable[str], by: Actor, at: datetime
) -> Invitation:
    """Ask somebody who works here to sign in to the studio site; the letter is sent by a job.

    Raises ``Refused`` without an e-mail address, for who can sign in already, and for roles one may not give.
    """
    return _invite(StaffMember.objects.get(pk=staff_member_id), "staff_member", roles, by=by, at=at)


def _invite(
    person: Guardian | StaffMember, kind: str, roles: Iterable[str], *, by: Actor, at: datetime
) -> Invitation:
    if person.account_id is not None:
        raise Refused(_("%(name)s can sign in already.") % {"name": person.full_name})
    if not person.email:
        raise Refused(_("Write down an e-mail address first."))
    with transaction.atomic(using=current_site()):
        invitation, _token = invite(
            email=person.email,
            roles=roles,
            display_name=person.full_name,
            subject_kind=kind,
            subject_id=person.pk,
            by=by,
            at=at,
        )
        enqueue("people.send_invitation", invitation_id=str(invitation.pk), by_name=by.name)
    return invitation
