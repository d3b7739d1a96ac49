"""What happened to enrollments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class StudentEnrolled:
    """A student has places in an offering's meetings."""

    enrollment_id: UUID
    student_id: UUID
    offering_id: UUID
    kind: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class StudentWithdrawn:
    """A student leaves an offering; ``until`` is the day after the last day. The places after it are free."""

    enrollment_id: UUID
    student_id: UUID
    offering_id: UUID
    until: date
    by: Actor
    at: datetime
