"""Everything of a studio, as it is at one moment, into the files of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from museminder.domain.leaving.formats.manifest import (
    MANIFEST,
    README,
    README_TEXT,
    SETTINGS,
    manifest_text,
)
from museminder.domain.leaving.formats.tables import (
    Row,
    csv_head,
    csv_lines,
    csv_name,
    json_lines,
    json_name,
    rows_as_written,
)
from museminder.domain.leaving.formats.writing import Target
from museminder.domain.leaving.queries.rows import count_of, rows_after, rows_with_something_sealed
from museminder.domain.leaving.rules.taken import Table, tables
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.tenancy.moments import Transaction, one_moment, seen_at
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

A_PIECE = 2_000  # rows that are in memory at once
Told = Callable[[int, int], None]


@dataclass(slots=True)
class _Taking:
    """An export being written: where to, for whom, and how far it is."""

    target: Target
    transaction_of: Transaction
    moment: str
    by: Actor
    at: datetime
    told: Told | None
    rows: dict[str, int] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    done: int = 0

    def count(self) -> None:
        """Look how much there is, and at the studio's settings."""
        with seen_at(self.moment, self.transaction_of) as entry:
            studio = Studio.objects.get(pk=entry.studio_id)
            self.settings = {name: getattr(studio, name) for name in SETTINGS}
            self.rows = {table.name: count_of(table) for table in tables()}
        self._tell()

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return sum(self.rows.values())

    def write_table(self, table: Table) -> None:
        """Write one table twice, each time reading it in pieces."""
        opened = self._opened(table)
        with self.target.file(json_name(table)) as file:
            for rows in self._pieces(table, opened):
                file.write(json_lines(rows))
                self.done += len(rows)
                self._tell()
        with self.target.file(csv_name(table)) as file:
            file.write(csv_head(table))
            for rows in self._pieces(table, opened):
                file.write(csv_lines(table, rows))
                self._tell()

    def _tell(self) -> None:
        if self.told:
            self.told(self.done, self.total)

    def _opened(self, table: Table) -> dict[UUID, dict[str, Any]]:
        """What is kept sealed, opened in one go, so that the log has one entry with its subjects."""
        if not table.sealed:
            return {}
        with seen_at(self.moment, self.transaction_of):
            subjects = rows_with_something_sealed(table)
            if not subjects:
                return {}
            return reveal(subjects, table.sealed, purpose=Purpose.EXPORT, by=self.by, at=self.at)

    def _pieces(self, table: Table, opened: dict[UUID, dict[str, Any]]) -> Iterator[list[Row]]:
        last = None
        while True:
            with seen_at(self.moment, self.transaction_of):
                found = rows_after(table, last, at_most=A_PIECE)
            if found:
                yield rows_as_written(table, found, opened)
            if len(found) < A_PIECE:
                return
            last = found[-1][0]


def write_export(
    *, target: Target, transaction_of: Transaction, by: Actor, at: datetime, told: Told | None = None
) -> dict[str, int]:
    """Write everything of the studio to ``target``, as it is now; returns the rows by table.

    ``transaction_of`` opens a transaction inside the studio; ``told`` hears of rows done and rows in all, between
    transactions. Sealed fields are opened for the export, which is written down.
    """
    with one_moment() as moment:
        taking = _Taking(target, transaction_of, moment, by, at, told)
        taking.count()
        for table in tables():
            taking.write_table(table)
    with target.file(README) as file:
        file.write(README_TEXT.encode())
    text = manifest_text(taking.settings, taking.rows, target.written)
    with target.file(MANIFEST) as file:
        file.write(text)
    return taking.rows
