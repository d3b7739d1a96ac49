"""What happens here that others want to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class StudioOpened:
    """A school began with MuseMinder; announced inside it."""

    studio_id: int
    account_id: UUID
    membership_id: UUID
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class InvitationAccepted:
    """An invited person joined; announced inside the studio, as the person who joined.

    That person may not see the subject yet, because seeing follows from being linked to it. Whoever links
    them does it in a database function that looks the invitation up: ``identity_invitation.accepted_by_id``
    is the account.
    """

    studio_id: int
    account_id: UUID
    invitation_id: UUID
    membership_id: UUID
    subject_kind: str
    subject_id: UUID | None
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """A person's roles in the studio are different now."""

    membership_id: UUID
    account_id: UUID
    before: tuple[str, ...]
    after: tuple[str, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class MembershipEnded:
    """A person no longer belongs to the studio; their next click there finds nothing."""

    membership_id: UUID
    account_id: UUID
    by: Actor
    at: datetime
