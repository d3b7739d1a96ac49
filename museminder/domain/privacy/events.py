"""What happened to somebody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class StudentErased:
    """A student, and whoever was merged into it, is erased in this transaction; rows can still be found."""

    student_ids: frozenset[UUID]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class StudioCloses:
    """The owner closes the school in this transaction: everything in it is read only after it."""

    by: Actor
    at: datetime
