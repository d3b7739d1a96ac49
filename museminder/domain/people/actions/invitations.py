"""Asking a guardian to sign in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian
from museminder.domain.people.rules import check_not_merged
from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.permissions import Role
from museminder.foundation.identity.rules import Refused
from museminder.primitives.actor import Actor


def invite_guardian(*, guardian_id: UUID, by: Actor, at: datetime) -> tuple[Invitation, str]:
    """Ask a guardian to sign in to the member site; returns the invitation and the token of its link.

    Whoever accepts it stands for this guardian, and sees what the guardian's rights say. Raises ``Refused``
    without an e-mail address, for a guardian who left, and for one who can sign in already.
    """
    guardian = Guardian.objects.get(pk=guardian_id)
    check_not_merged(guardian)
    if guardian.account_id is not None:
        raise Refused(_("%(name)s can sign in already.") % {"name": guardian.full_name})
    if not guardian.is_active:
        raise Refused(_("This guardian no longer belongs to the family."))
    if not guardian.email:
        raise Refused(_("Write down an e-mail address first."))
    return invite(
        email=guardian.email,
        roles=[Role.GUARDIAN],
        display_name=guardian.full_name,
        subject_kind="guardian",
        subject_id=guardian.pk,
        by=by,
        at=at,
    )
