"""What every measurement is handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benchmarks.databases import Databases
from benchmarks.sizes import Sizes


@dataclass(frozen=True, slots=True)
class Stage:
    """Prepared databases, how much to measure, and the day it is."""

    databases: Databases
    on: date

    @property
    def sizes(self) -> Sizes:
        """How much is measured."""
        return self.databases.sizes

    @property
    def owner_dsn(self) -> str:
        """The schools, as the owner of their tables."""
        return self.databases.owner_dsn(self.databases.main)
