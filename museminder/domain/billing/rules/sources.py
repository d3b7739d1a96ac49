"""Where a month's charges come from: areas above billing say so, billing does not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from museminder.primitives.periods import Month


@dataclass(frozen=True, slots=True)
class Due:
    """What one source comes to in one month, for one payer.

    ``amount`` includes ``tax_amount``, in minor units. ``problem`` is a key of ``PROBLEMS`` when a person must
    decide first; then the amount may be 0. ``family_account_id`` None with a ``family_id`` is a family whose account
    is still to be opened.
    """

    source_kind: str
    source_id: UUID
    family_account_id: UUID | None
    period: date
    description: str
    due_on: date
    amount: int = 0
    tax_amount: int = 0
    payer_id: UUID | None = None
    student_id: UUID | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""
    family_id: UUID | None = None


Source = Callable[[Month], Iterable[Due]]
_sources: dict[str, Source] = {}


def register_source(kind: str, source: Source) -> None:
    """Let an area above say what it charges in a month."""
    _sources[kind] = source


def everything_due(period: Month) -> list[Due]:
    """What every source charges in a month."""
    return [due for kind in sorted(_sources) for due in _sources[kind](period)]
