"""What was tried, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

VERBS = ("select", "insert", "update", "delete")
CASES = ("no context", "other studio", "forged", "replayed", "revoked")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach another studio's row or page.

    ``where`` is a table or an address, ``how`` a verb or a method, ``outcome`` how it was refused. ``twin`` says
    whether the same was possible, in the same run, with one's own row or page (or, for a verb the role was never
    granted, that the database refuses it there too, by grant).
    """

    who: str
    where: str
    how: str
    case: str
    outcome: str
    crossed: bool
    twin: bool

    @property
    def said(self) -> str:
        """The attempt in one line."""
        end = "CROSSED" if self.crossed else "refused"
        twin = "" if self.twin else ", without its twin"
        return f"{self.who}: {self.how} {self.where} ({self.case}): {end}, {self.outcome}{twin}"
