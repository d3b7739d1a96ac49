"""What the parts of the demonstration hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from museminder.cli.demonstration_school.accounts import SignIn
from museminder.primitives.actor import Actor


@dataclass
class Stage:
    """The school as far as it is filled; ``random`` is seeded, so the same school comes out every time."""

    random: Random
    by: Actor
    at: datetime
    today: date
    password: str
    sign_ins: list[SignIn] = field(default_factory=list)
    staff: dict[str, Any] = field(default_factory=dict)
    lessons: list[Any] = field(default_factory=list)
    classes: list[Any] = field(default_factory=list)
    families: list[Any] = field(default_factory=list)
    students: list[Any] = field(default_factory=list)
    enrollments: list[Any] = field(default_factory=list)
    charges: int = 0

    @property
    def who_and_when(self) -> dict[str, Any]:
        """What every action is told."""
        return {"by": self.by, "at": self.at}

    def counts(self) -> dict[str, int]:
        """How much there is of what."""
        return {
            "families": len(self.families),
            "students": len(self.students),
            "instructors": len(self.staff),
            "offerings": len(self.lessons) + len(self.classes),
            "enrollments": len(self.enrollments),
            "charges": self.charges,
        }
