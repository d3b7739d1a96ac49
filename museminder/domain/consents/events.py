"""What happened to consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A guardian agreed that a partner is told something about a child."""

    consent_id: UUID
    student_id: UUID
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """From now on the partner is told nothing more."""

    consent_id: UUID
    student_id: UUID
    by: Actor
    at: datetime
