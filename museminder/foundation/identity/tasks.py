"""What identity does in the background: the letters of invitations, and forgetting."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from museminder.foundation.identity.actions.invitations import renew_link
from museminder.foundation.identity.actions.sessions import forget_ended_sessions
from museminder.foundation.identity.letters import invitation_letter
from museminder.foundation.identity.limits import forget_expired_limits
from museminder.foundation.identity.models import Invitation
from museminder.foundation.tenancy.jobs import QUEUE, studio_task, studio_transaction
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM


@studio_task("identity.send_invitation", retry=5)
def send_invitation(invitation_id: str) -> None:
    """Write the link and send it; tried again, the letter has a new link and the one before opens nothing.

    The link is made here, so that no job and no table ever holds it.
    """
    at = clock.now()
    with studio_transaction() as entry:
        invitation = Invitation.objects.get(pk=UUID(invitation_id))
        if invitation.accepted_at or invitation.revoked_at:
            return
        token = renew_link(invitation_id=invitation.pk, by=PROGRAM, at=at)
        invitation.refresh_from_db()
        letter = invitation_letter(invitation, token, studio_name=entry.name, locale=entry.locale)
    letter.send()


@app.periodic(cron="17 3 * * *")
@app.task(name="identity.forget", queue=QUEUE)
def forget(timestamp: int) -> None:  # noqa: ARG001  periodic tasks are told when
    """Every night, remove sessions and counters that are of no use any more."""
    at = clock.now()
    forget_ended_sessions(at=at)
    forget_expired_limits(at=at)
