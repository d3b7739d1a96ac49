"""Who does something."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, or the program itself, behind a change; every action is told.

    ``account_id`` is None for the program. ``name`` is what a studio reads in its history.
    """

    account_id: UUID | None
    name: str


PROGRAM = Actor(account_id=None, name="MuseMinder")
