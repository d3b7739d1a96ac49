"""Every reference between tables of studios, pointed at a record of another studio."""

# ruff: noqa: S608  tables and columns come from the models, values are parameters

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import Error, connections, transaction

from museminder.foundation.tenancy.sweep.declared import DeclaredTable
from museminder.primitives.ids import uuid7
from museminder.promise.probe.attempts import Attempt
from museminder.promise.probe.entering import ways_into
from museminder.promise.probe.filling import Filled
from museminder.promise.probe.rows import StudioTable
from museminder.promise.probe.statements import insert_into

ROLES = ("studio", "member", "worker")
DOUBLE = "there already"
KNOWN = {"23503": "no such record", "23505": DOUBLE}
# Where a check says that only one of two references may be there.
ALSO: dict[tuple[str, str], dict[str, Any]] = {
    ("courses_meeting", "closure_id"): {"is_cancelled": True},
    ("courses_closure", "location_id"): {"offering_id": None},
    ("billing_allocation", "credit_id"): {"receipt_id": None},
}


def attempt_references(
    mine: Filled, theirs: Filled, tables: list[StudioTable], declared: dict[str, DeclaredTable]
) -> Iterator[Attempt]:
    """Point each of ``mine``'s rows at a row of ``theirs``: the database refuses, just as it would a random id."""
    ways = ways_into(mine)
    models = [(table, declared[table.name]) for table in tables if table.name in declared]
    first_rows = {table.name: table.rows for table in tables}
    for role in ROLES:
        way = ways[role]
        with transaction.atomic(using=role), connections[role].cursor() as cursor:
            way.enter(cursor)
            for table, model in models:
                if _writer_of(model) == role:
                    yield from _pointed(_Pointing(cursor, role, table, model, mine, theirs), first_rows)
            transaction.set_rollback(True, using=role)


def _writer_of(model: DeclaredTable) -> str | None:
    """The role that writes a table: the office where it may, else families, else jobs; None if none may."""
    return next((role for role in ROLES if {"INSERT", "UPDATE"} & model.grants.get(role, set())), None)


@dataclass(frozen=True, slots=True)
class _Pointing:
    """One table, in one role's hands, between two studios."""

    cursor: Any
    role: str
    table: StudioTable
    model: DeclaredTable
    mine: Filled
    theirs: Filled

    def at(self, column: str, ids: list[Any]) -> str | None:
        """Point the row of one's own at these records in turn; how the last was refused, None if it was not."""
        changes = "UPDATE" in self.model.grants.get(self.role, set())
        return (_change if changes else _add)(self, column, [str(each) for each in ids])

    def takes_the_very_row(self) -> bool:
        """Whether the very row of one's own is taken once more, or refused as a double and for nothing else."""
        own = self.mine.studio_id
        rows = json.loads(self.table.copies(own, into=own, keys_too=True))
        return _checked(self, [(insert_into(self.table), [json.dumps(rows)])]) in (None, DOUBLE)


def _pointed(pointing: _Pointing, rows: dict[str, Any]) -> Iterator[Attempt]:
    for column, target, _key in pointing.model.references:
        theirs_id = rows[target][pointing.theirs.studio_id][0]["id"]
        own_id = rows[target][pointing.mine.studio_id][0]["id"]
        outcome, nobody = pointing.at(column, [theirs_id]), pointing.at(column, [uuid7()])
        yield Attempt(
            pointing.role,
            f"{pointing.table.name}.{column}",
            "refer",
            "other studio",
            outcome or "accepted",
            crossed=outcome is None or outcome != nobody,
            twin=pointing.at(column, [theirs_id, own_id]) is None or pointing.takes_the_very_row(),
        )


def _change(pointing: _Pointing, column: str, ids: list[str]) -> str | None:
    """Point the row at these ids in turn and ask whether the last may stand; None if so."""
    table, own = pointing.table, pointing.mine.studio_id
    also = ALSO.get((table.name, column), {})
    sets = ", ".join(f'"{name}" = %s' for name in (column, *also))
    statement = f'update "{table.name}" set {sets} where studio_id = %s and id = %s'
    row = table.rows[own][0]["id"]
    return _checked(pointing, [(statement, [each, *also.values(), own, row]) for each in ids])


def _add(pointing: _Pointing, column: str, ids: list[str]) -> str | None:
    """The same with a new row, for tables in which nothing is ever changed."""
    table, own = pointing.table, pointing.mine.studio_id
    rows = [{**row, column: ids[-1]} for row in json.loads(table.copies(own, into=own))]
    return _checked(pointing, [(insert_into(table), [json.dumps(rows)])])


def _checked(pointing: _Pointing, statements: list[tuple[str, list[Any]]]) -> str | None:
    cursor = pointing.cursor
    try:
        with transaction.atomic(using=pointing.role):
            for statement, parameters in statements:
                cursor.execute(statement, parameters)
                if cursor.rowcount < 1:
                    return "nothing was written"
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True, using=pointing.role)
    except Error as error:
        state = getattr(error.__cause__, "sqlstate", "")
        return KNOWN.get(state) or str(error).splitlines()[0]
    return None
