"""Inviting people into the studio."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.events import InvitationAccepted
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.rules import Refused, check_can_give_roles, check_roles, of_database
from museminder.foundation.tenancy.context import current_site, studio_context
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce
from museminder.primitives.ids import uuid7

INVITATION_LASTS = timedelta(days=14)
_ENDED = gettext_noop("This invitation was used or taken back, or is too old. Ask the studio for a new one.")
_REFUSALS = {
    "28000": gettext_noop("Sign in first."),
    "MM404": _ENDED,
    "MM403": gettext_noop(
        "This invitation went to another e-mail address. Add that address to your account first."
    ),
}


def invite(
    *,
    email: str,
    roles: Iterable[str],
    by: Actor,
    at: datetime,
    display_name: str = "",
    subject_kind: str = "",
    subject_id: UUID | None = None,
) -> tuple[Invitation, str]:
    """Ask the holder of an address to join the studio; returns the invitation and the token of its link.

    ``subject_kind`` and ``subject_id`` say whom the account will stand for and are handed back in
    ``InvitationAccepted``. The token is told once and stored as its hash; an open invitation of the same
    address for the same subject is taken back. Raises ``Refused`` if whoever asks may not give these roles.
    """
    wanted = check_roles(roles)
    check_can_give_roles(wanted, by=by)
    address = email.strip().lower()
    with transaction.atomic(using=current_site()):
        Invitation.objects.filter(
            email=address, subject_kind=subject_kind, subject_id=subject_id, accepted_at=None, revoked_at=None
        ).update(revoked_at=at)
        invitation = Invitation(
            email=address,
            display_name=display_name,
            roles=list(wanted),
            subject_kind=subject_kind,
            subject_id=subject_id,
            created_at=at,
            expires_at=at + INVITATION_LASTS,
        )
        token = _new_token(invitation)
        invitation.save(force_insert=True)
        record_change(
            "identity.invitation.made", of=invitation, by=by, at=at, details={"roles": list(wanted)}
        )
    return invitation, token


def renew_link(*, invitation_id: UUID, by: Actor, at: datetime) -> str:
    """Make a new link for an open invitation, such as when its letter is sent (again); the old link stops
    working.

    Raises ``Refused`` if it was answered or taken back.
    """
    with transaction.atomic(using=current_site()):
        invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
        if invitation.accepted_at or invitation.revoked_at:
            raise Refused(_(_ENDED))
        token = _new_token(invitation)
        invitation.expires_at = at + INVITATION_LASTS
        invitation.save(update_fields=["token_hash", "expires_at"])
        record_change("identity.invitation.link_renewed", of=invitation, by=by, at=at)
    return token


def revoke_invitation(*, invitation_id: UUID, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back: its link opens nothing any more. An accepted one is ended as a membership."""
    with transaction.atomic(using=current_site()):
        invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
        if invitation.accepted_at:
            raise Refused(_("This invitation was accepted. End the membership instead."))
        check_can_give_roles(invitation.roles, by=by)
        if invitation.revoked_at is None:
            invitation.revoked_at = at
            invitation.save(update_fields=["revoked_at"])
            record_change("identity.invitation.revoked", of=invitation, by=by, at=at)
    return invitation


def revoke_other_invitations(*, kind: str, subject_id: UUID, besides: str, at: datetime) -> int:
    """Take back what is open for somebody at another address than ``besides``; returns how many links that were.

    For whoever corrects an address; the caller has a transaction around it and writes down the correction.
    """
    still_open = Invitation.objects.filter(
        subject_kind=kind, subject_id=subject_id, accepted_at=None, revoked_at=None
    )
    return still_open.exclude(email=besides).update(revoked_at=at)


def accept_invitation(*, token: str, secret: str, by: Actor, at: datetime) -> str:
    """Join the studio that sent this link, as the person behind the session; returns the studio's address
    word.

    The account must own the address the letter went to, and staff must have shown a second factor. Raises
    ``Refused`` with a sentence for the person otherwise.
    """
    alias = current_site()
    with transaction.atomic(using=alias):
        studio_id, slug, invitation_id, membership_id, account_id, _roles, kind, subject_id = _accept(
            token, secret
        )
        with studio_context(secret, slug):
            invitation = Invitation(pk=invitation_id, studio_id=studio_id)
            record_change("identity.invitation.accepted", of=invitation, by=by, at=at)
            announce(
                InvitationAccepted(
                    studio_id=studio_id,
                    account_id=account_id,
                    invitation_id=invitation_id,
                    membership_id=membership_id,
                    subject_kind=kind,
                    subject_id=subject_id,
                    by=by,
                    at=at,
                )
            )
    return str(slug)


def _accept(token: str, secret: str) -> tuple[int, str, UUID, UUID, UUID, list[str], str, UUID | None]:
    alias = current_site()
    try:
        with transaction.atomic(using=alias), connections[str(alias)].cursor() as cursor:
            cursor.execute("select * from sec.accept_invitation(%s, %s, %s)", [token, secret, uuid7()])
            row: tuple[int, str, UUID, UUID, UUID, list[str], str, UUID | None] = cursor.fetchone()
    except DatabaseError as error:
        refusal = of_database({code: _(text) for code, text in _REFUSALS.items()}, error)
        raise (refusal or error) from error
    return row


def _new_token(invitation: Invitation) -> str:
    """Give the invitation a link: its studio and 256 random bits. Only the hash stays."""
    token = f"{invitation.studio_id}.{secrets.token_urlsafe(32)}"
    invitation.token_hash = sha256(token.encode()).hexdigest()
    return token
