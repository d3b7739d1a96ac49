"""The rows of a table that go along, a piece at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from museminder.domain.leaving.rules.taken import ROWS_THAT_STAY, Table


def _rows(table: Table) -> QuerySet[Any]:
    staying = ROWS_THAT_STAY.get(table.label)
    rows: QuerySet[Any] = table.model.objects.order_by("pk")
    return rows.exclude(staying) if staying else rows


def count_of(table: Table) -> int:
    """How many rows of a table go along."""
    return _rows(table).count()


def has_rows(table: Table) -> bool:
    """Whether there is anything in a table that would go along."""
    return _rows(table).exists()


def rows_after(table: Table, last: UUID | None, *, at_most: int) -> list[tuple[Any, ...]]:
    """The next rows in the order of their ids, as tuples of the table's columns; sealed values are still sealed."""
    rows = _rows(table) if last is None else _rows(table).filter(pk__gt=last)
    return list(rows.values_list(*table.columns)[:at_most])


def rows_with_something_sealed(table: Table) -> list[Model]:
    """The rows of a table that have something to open, read with nothing else."""
    if not table.sealed:
        return []
    something = Q()
    for name in table.sealed:
        something |= Q(**{f"{name}__isnull": False})
    return list(_rows(table).filter(something).only("pk", "studio", *table.sealed))
