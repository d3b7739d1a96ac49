"""What is held about a student and why: the declarations of every area, with the rows that are really there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Window

from museminder.domain.people.models import Origin, OriginsKept, Student
from museminder.domain.people.models.origin import read_origins
from museminder.domain.privacy.rules.held import HeldTable, tables_about_students
from museminder.foundation.vault.fields import SealedField

ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One field of a row: its name and its value, None when it is sealed; and where it came from.

    ``is_stamped`` says that its table keeps where things come from: ``origin`` is then None for an older value.
    """

    name: str
    value: Any
    is_sealed: bool
    is_stamped: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What one table holds about a student.

    ``count`` is None where families read the table only through the studio; ``rows`` are the newest few.
    """

    table: HeldTable
    count: int | None
    rows: list[list[HeldValue]]


def held_about(student: Student) -> list[Held]:
    """Everything of a student, table by table, as far as the site in hand reads it; one question a table."""
    return [_held(table, student.pk) for table in tables_about_students()]


def _held(table: HeldTable, student_id: UUID) -> Held:
    if not table.is_for_families:
        return Held(table, None, [])
    untold: frozenset[str] = getattr(table.model, "NOT_FOR_FAMILIES", frozenset())
    fields = [field for field in table.personal_fields if field.name not in untold]
    kept = ["origins"] if issubclass(table.model, OriginsKept) else []
    rows = list(
        table.model.objects.filter(table.about(student_id))
        .annotate(held_count=Window(Count("pk")))
        .only("pk", *(field.name for field in fields), *kept)
        .order_by("-pk")[:ROWS_SHOWN]
    )
    return Held(table, rows[0].held_count if rows else 0, [values_of(row, fields) for row in rows])


def values_of(row: Any, fields: Sequence[Any]) -> list[HeldValue]:
    """What a row says: each field that is not empty; of what is sealed only that it is there."""
    found = []
    is_stamped = isinstance(row, OriginsKept)
    said = read_origins(row.origins) if is_stamped else {}
    for field in fields:
        value = getattr(row, field.attname)
        if value is None or value in ("", [], {}):
            continue
        is_sealed = isinstance(field, SealedField)
        shown = None if is_sealed else value
        found.append(HeldValue(field.name, shown, is_sealed, is_stamped, said.get(field.name)))
    return found
