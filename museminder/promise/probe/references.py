"""Every reference between tables of studios, pointed at a record of another studio."""

# ruff: noqa: S608  tables and columns come from the models, values are parameters

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import Error, connections, transaction

from museminder.foundation.tenancy.sweep.declared import DeclaredTable
from museminder.promise.probe.attempts import Attempt
from museminder.promise.probe.entering import ways_into
from museminder.promise.probe.filling import Filled
from museminder.promise.probe.rows import StudioTable
from museminder.promise.probe.statements import insert_into

ROLE = "studio"
# Where a check says that only one of two references may be there.
ALSO: dict[tuple[str, str], dict[str, Any]] = {
    ("courses_meeting", "closure_id"): {"is_cancelled": True},
    ("courses_closure", "location_id"): {"offering_id": None},
    ("billing_allocation", "credit_id"): {"receipt_id": None},
}


def attempt_references(
    mine: Filled, theirs: Filled, tables: list[StudioTable], declared: dict[str, DeclaredTable]
) -> Iterator[Attempt]:
    """Point each of ``mine``'s rows at a row of ``theirs``: the database refuses, as it would a random id."""
    by_name = {table.name: table for table in tables}
    way = ways_into(mine)[ROLE]
    with transaction.atomic(using=ROLE), connections[ROLE].cursor() as cursor:
        way.enter(cursor)
        for table in tables:
            model = declared.get(table.name)
            for column, target, _key in model.references if model else ():
                theirs_id = by_name[target].rows[theirs.studio_id][0]["id"]
                own_id = by_name[target].rows[mine.studio_id][0]["id"]
                changes = model is not None and "UPDATE" in model.grants.get(ROLE, set())
                point = _change if changes else _add
                outcome = point(cursor, table, mine.studio_id, column, [theirs_id])
                twin = point(cursor, table, mine.studio_id, column, [theirs_id, own_id]) is None
                yield Attempt(
                    ROLE,
                    f"{table.name}.{column}",
                    "refer",
                    "other studio",
                    outcome or "accepted",
                    crossed=outcome != "no such record",
                    twin=twin,
                )
        transaction.set_rollback(True, using=ROLE)


def _change(cursor: Any, table: StudioTable, own: int, column: str, ids: list[str]) -> str | None:
    """Point the row at these ids in turn and ask whether the last may stand; None if so."""
    also = ALSO.get((table.name, column), {})
    sets = ", ".join(f'"{name}" = %s' for name in (column, *also))
    statement = f'update "{table.name}" set {sets} where studio_id = %s and id = %s'
    row = table.rows[own][0]["id"]
    return _checked(cursor, [(statement, [each, *also.values(), own, row]) for each in ids])


def _add(cursor: Any, table: StudioTable, own: int, column: str, ids: list[str]) -> str | None:
    """The same with a new row, for tables in which nothing is ever changed."""
    rows = [{**row, column: ids[-1]} for row in json.loads(table.copies(own, into=own))]
    return _checked(cursor, [(insert_into(table), [json.dumps(rows)])])


def _checked(cursor: Any, statements: list[tuple[str, list[Any]]]) -> str | None:
    try:
        with transaction.atomic(using=ROLE):
            for statement, parameters in statements:
                cursor.execute(statement, parameters)
                if cursor.rowcount < 1:
                    return "nothing was written"
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True, using=ROLE)
    except Error as error:
        state = getattr(error.__cause__, "sqlstate", "")
        return "no such record" if state == "23503" else str(error).splitlines()[0]
    return None
