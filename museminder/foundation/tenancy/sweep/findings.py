"""What the sweep reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing in the database that is not as it must be.

    ``kind`` is a word for programs (``policy``, ``grant``, ``key`` …), ``object`` names the table, function or role,
    ``sentence`` says what is wrong to whoever reads it.
    """

    kind: str
    object: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.object}: {self.sentence}"
