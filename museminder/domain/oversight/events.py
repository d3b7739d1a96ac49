"""What happens under oversight."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StudioCounted:
    """A studio is being counted; areas above add what only they can count, by name (``meetings``)."""

    at: datetime
    counts: dict[str, int] = field(default_factory=dict)
