"""What a legal demand opens, and whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.rules.demanded import records_called
from museminder.domain.people.models import Family, Household
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

Row = dict[str, Any]


@dataclass(slots=True)
class Answer:
    """The rows of each kind of record that a demand names, and the entries of the access log about opening them."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    entry_ids: list[UUID] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """How many rows are handed over."""
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True, slots=True)
class Concerned:
    """A family, and which of its students a demand names; no family means the studio's owners."""

    family_id: UUID | None
    student_ids: tuple[UUID, ...]


def answer_to(demand: LegalDemand, *, by: Actor, at: datetime) -> Answer:
    """Everything the demand names, read where only that can be seen: no condition here says whom.

    What is sealed is opened under a purpose of its own, written down first. Raises ``VaultSilent``, ``CannotOpen``.
    """
    answer = Answer()
    for name in demand.records:
        records = records_called(name)
        model: Any = records.model
        found = list(model.objects.order_by("pk"))
        sealed = list(records.sealed)
        opened = {}
        if sealed and found:
            opened = reveal(
                found, sealed, purpose=Purpose.LEGAL_DEMAND, by=by, at=at, entries=answer.entry_ids
            )
        answer.rows[name] = [
            {"id": row.pk}
            | {each: getattr(row, each) for each in records.fields}
            | {each: opened[row.pk][each] for each in sealed}
            for row in found
        ]
    return answer


def concerned_by(demand: LegalDemand, *, on: date) -> list[Concerned]:
    """The families a demand is about, each with its students that it names; for the job, inside the studio."""
    homes = Household.objects.filter(student_id__in=demand.student_ids).order_by("-starts_on", "id")
    current = homes.filter(Q(until=None) | Q(until__gt=on))
    students: dict[UUID, set[UUID]] = {each: set() for each in _families(demand.family_ids)}
    for home in current:
        students.setdefault(home.family_id, set()).add(home.student_id)
    seen = {each for found in students.values() for each in found}
    for home in homes.exclude(
        student_id__in=seen
    ):  # nobody lives there any more: the last family hears of it
        if home.student_id not in seen:
            seen.add(home.student_id)
            students.setdefault(home.family_id, set()).add(home.student_id)
    return [Concerned(family, tuple(sorted(named))) for family, named in sorted(students.items())]


def _families(ids: Sequence[UUID]) -> list[UUID]:
    return list(Family.objects.filter(pk__in=ids).values_list("pk", flat=True))
