"""What happened to somebody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class StudentErased:
    """A student can be read nowhere any more; ``record_ids`` are every row that was emptied or is gone."""

    student_ids: frozenset[UUID]
    record_ids: frozenset[UUID]
    by: Actor
    at: datetime
