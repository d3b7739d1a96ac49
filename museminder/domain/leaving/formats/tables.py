"""A table as lines: JSON Lines, which are read back, and CSV for people and their spreadsheets."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from museminder.domain.leaving.formats.values import as_cell, as_json, kind_of, read, written
from museminder.domain.leaving.rules.taken import Table

Row = dict[str, Any]
# Tells a spreadsheet that what follows is UTF-8.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Damaged(ValueError):
    """A line is not one of this format."""


def json_name(table: Table) -> str:
    """Where the table's JSON Lines are."""
    return f"tables/{table.name}.jsonl"


def csv_name(table: Table) -> str:
    """Where the table's CSV is."""
    return f"tables/{table.name}.csv"


@functools.cache
def kinds_of(table: Table) -> tuple[str, ...]:
    """What each column holds."""
    return tuple(kind_of(field) for field in table.fields)


def rows_as_written(
    table: Table, found: Iterable[Sequence[Any]], opened: dict[Any, dict[str, Any]]
) -> list[Row]:
    """Rows of the database by column; ``opened`` has the plain values of what is kept sealed, by id."""
    kinds, sealed = kinds_of(table), frozenset(table.sealed)
    rows = []
    for values in found:
        plain = opened.get(values[0], {})
        rows.append(
            {
                column: written(plain.get(column) if column in sealed else value, kind)
                for column, value, kind in zip(table.columns, values, kinds, strict=True)
            }
        )
    return rows


def json_lines(rows: Iterable[Row]) -> bytes:
    """Rows as JSON Lines."""
    return "".join(f"{as_json(row)}\n" for row in rows).encode()


def csv_head(table: Table) -> bytes:
    """The first line of a table's CSV, with the mark that says how its letters are stored."""
    return BYTE_ORDER_MARK + _csv([table.columns])


def csv_lines(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows as CSV, a column for each field."""
    return _csv([as_cell(row[column]) for column in table.columns] for row in rows)


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def row_of_line(line: bytes, columns: frozenset[str]) -> Row:
    """A line of JSON as a row of these columns. Raises ``Damaged``."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Damaged("it is no JSON") from error
    if not isinstance(row, dict) or row.keys() != columns:
        raise Damaged("it has other columns than the manifest says")
    return row


def values_of_row(table: Table, row: Row) -> dict[str, Any]:
    """A row as the model's fields take it, by column; columns the file does not have keep what is usual.

    Raises ``Damaged``.
    """
    values = {}
    for field, kind in zip(table.fields, kinds_of(table), strict=True):
        if field.attname not in row:
            continue
        value = row[field.attname]
        if value is None and not field.null:
            raise Damaged(f"{field.attname} is missing")
        try:
            values[field.attname] = read(value, kind)
        except (ValueError, TypeError, OverflowError) as error:
            raise Damaged(f"{field.attname} is not written as this format writes it") from error
    return values
