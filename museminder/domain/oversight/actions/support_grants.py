"""A studio lets support in, and out again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import SupportGrant
from museminder.domain.oversight.models.limits import LONGEST_GRANT_HOURS
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused, of_database
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def grant_support(
    *,
    account_id: UUID,
    reason: str,
    hours: int,
    may_reveal: bool,
    membership_id: UUID,
    by: Actor,
    at: datetime,
) -> SupportGrant:
    """Let somebody of MuseMinder's support look into the studio in hand, for some hours, a week at most.

    They can change nothing. ``may_reveal`` lets them open addresses, birth dates and care notes, each written down.
    Raises ``Refused`` when the time is too long or the person has no valid training.
    """
    if not 1 <= hours <= LONGEST_GRANT_HOURS:
        raise Refused(_("Support can be let in for seven days at most."))
    if not reason.strip():
        raise Refused(_("Say why, for whoever reads this later."))
    grant = SupportGrant(
        account_id=account_id,
        reason=reason.strip(),
        hours=hours,
        may_reveal=may_reveal,
        granted_by_id=membership_id,
    )
    try:
        with transaction.atomic(using=current_site()):
            grant.save(force_insert=True)
            grant.refresh_from_db()
            details = {"hours": hours, "may_reveal": may_reveal, "until": grant.expires_at.isoformat()}  # type: ignore[union-attr]
            record_change("oversight.support.granted", of=grant, by=by, at=at, details=details)
    except DatabaseError as error:
        words = {"MM403": _("This person has no valid training and cannot be let in.")}
        raise (of_database(words, error) or error) from error
    return grant


def end_grant(*, grant_id: UUID, by: Actor, at: datetime) -> SupportGrant:
    """Let support out: the next page they ask for is not there. Ending it twice changes nothing."""
    with transaction.atomic(using=current_site()):
        grant = SupportGrant.objects.get(pk=grant_id)
        if grant.ended_at is None:
            ended = SupportGrant.objects.filter(pk=grant_id, ended_at=None)
            ended.update(ended_at=at, ended_by=by.name[:120])  # the database puts its own time
            record_change("oversight.support.ended", of=grant, by=by, at=at)
            grant.refresh_from_db()
    return grant
