"""What happened to families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class FamilyRegistered:
    """A family is new in the studio; whoever keeps its account opens one."""

    family_id: UUID
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class StudentAdded:
    """A student is new in a family."""

    student_id: UUID
    family_id: UUID
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class CustodyDenied:
    """From now on a person may not see, fetch or be told anything about a student."""

    denial_id: UUID
    student_id: UUID
    guardian_id: UUID | None
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class StudentCameOfAge:
    """A student is an adult from now on, and decides alone."""

    student_id: UUID
    account_id: UUID | None
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordsMerged:
    """Two families, students or guardians are one: ``merged_id`` is kept only so that it can be undone."""

    merge_id: UUID
    kind: str
    kept_id: UUID
    merged_id: UUID
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """Two records that were one are two again."""

    merge_id: UUID
    kind: str
    kept_id: UUID
    merged_id: UUID
    by: Actor
    at: datetime
