"""The rows the probe writes: copies of what is there, told apart only where a key asks for it."""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from museminder.foundation.tenancy.sweep.catalog import Catalog

_UNIQUE = """
select c.relname::text, array(select a.attname::text from unnest(x.indkey::int2[]) with ordinality part (number, place)
  join pg_attribute a on a.attrelid = c.oid and a.attnum = part.number
  where a.attname not in ('studio_id', 'id') order by part.place desc)
from pg_index x join pg_class c on c.oid = x.indrelid
where (x.indisunique or x.indisexclusion) and not x.indisprimary and c.relnamespace = 'public'::regnamespace"""
_COLUMNS = """
select c.relname::text, a.attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid
where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relkind = 'r'
  and c.relnamespace = 'public'::regnamespace order by a.attnum"""


@dataclass(slots=True)
class StudioTable:
    """One table of studios: its columns, its unique keys (last column first), its rows by studio."""

    name: str
    columns: list[str] = field(default_factory=list)
    keys: list[list[str]] = field(default_factory=list)
    rows: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def copies(self, studio_id: int, *, into: int, keys_too: bool = False) -> str:
        """The rows of a studio as new ones of another (or the same) studio, as JSON.

        What must be unique is changed, unless ``keys_too``.
        """
        fresh = [{**row, "id": str(uuid.uuid4()), "studio_id": into} for row in self.rows.get(studio_id, [])]
        for row in fresh:
            for key in () if keys_too else self.keys:
                column = next((name for name in key if row[name] is not None), None)
                if column:
                    row[column] = _another(row[column])
        return json.dumps(fresh)


def studio_tables(catalog: Catalog, studios: list[int]) -> list[StudioTable]:
    """Every table of studios the catalog knows, with what these two have in it."""
    tables = {
        relation.name: StudioTable(relation.name)
        for relation in catalog.relations
        if relation.kind == "r" and relation.has_studio and "." not in relation.name
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, column in cursor.fetchall():
            if table in tables:
                tables[table].columns.append(column)
        cursor.execute(_UNIQUE)
        for table, key in cursor.fetchall():
            if table in tables:
                tables[table].keys.append(key)
        for table in tables.values():
            for studio in studios:
                cursor.execute(f'select to_jsonb(t) from "{table.name}" t where studio_id = %s', [studio])  # noqa: S608
                table.rows[studio] = [_read(row[0]) for row in cursor.fetchall()]
    return list(tables.values())


def _read(value: Any) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return row


def _another(value: Any) -> Any:
    """Another value of the same kind: an id, a number, a day, a text."""
    if isinstance(value, bool):  # in Python a number too
        return not value
    if isinstance(value, int):
        return value + 1_000_000
    if not isinstance(value, str):
        return value
    try:
        return str(uuid.uuid4()) if uuid.UUID(value) and "-" in value else secrets.token_hex(len(value) // 2)
    except ValueError:
        pass
    if len(value) == 10 and value[4] == value[7] == "-":  # a day
        return f"{int(value[:4]) + 10}{value[4:]}"
    return f"{secrets.token_hex(4)}{value[8:]}" if value else value
