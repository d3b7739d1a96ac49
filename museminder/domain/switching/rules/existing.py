"""What is in the studio already, as far as an import has to know it; the caller looks it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ExistingStudent:
    """A student of the studio. `reference` is the caller's own name for it and comes back in the answers.

    `birth_date` is needed only for students of the same name; None means that it does not help to tell.
    """

    reference: str
    external_id: str
    first_name: str
    last_name: str
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class ExistingRecord:
    """A staff member or an offering of the studio, known by its other system's id and by its name."""

    reference: str
    external_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ExistingFacts:
    """Everything compared with an import. External ids are those of the system the files come from."""

    students: tuple[ExistingStudent, ...] = ()
    staff: tuple[ExistingRecord, ...] = ()
    offerings: tuple[ExistingRecord, ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)  # external id → reference
    opening_balances: Mapping[str, int] = field(default_factory=dict)  # family's external id → minor units
