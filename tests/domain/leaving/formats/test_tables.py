"""A row as a line, and a line as a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any
from uuid import UUID

import pytest

from museminder.domain.leaving.formats.tables import (
    Damaged,
    csv_head,
    csv_lines,
    json_lines,
    kinds_of,
    row_of_line,
    rows_as_written,
    values_of_row,
)
from museminder.domain.leaving.rules.taken import tables
from museminder.foundation.vault.fields import Sealed

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
TABLE = next(table for table in tables() if table.name == "people.student")
USUAL: dict[str, Any] = {
    "true or false": True,
    "whole number": 1,
    "text": "-Ada",
    "id": None,
    "day": None,
}


def values(**others: Any) -> list[Any]:
    usual = dict(zip(TABLE.columns, (USUAL[kind] for kind in kinds_of(TABLE)), strict=True))
    return list((usual | {"id": ID, "birth_date": Sealed(b"?"), "care_notes": None} | others).values())


def lines() -> tuple[list[dict[str, Any]], bytes]:
    opened = {ID: {"birth_date": dt.date(2015, 2, 3), "care_notes": None}}
    rows = rows_as_written(TABLE, [values()], opened)
    return rows, json_lines(rows)


def test_row_becomes_a_line_and_the_line_the_row() -> None:
    rows, line = lines()
    back = values_of_row(TABLE, row_of_line(line[:-1], frozenset(TABLE.columns)))

    assert (rows[0]["birth_date"], rows[0]["care_notes"], line.count(b"\n")) == ("2015-02-03", None, 1)
    assert (back["id"], back["birth_date"], back["first_name"]) == (ID, dt.date(2015, 2, 3), "-Ada")


def test_csv_says_how_it_is_stored_and_guards_texts() -> None:
    rows, _ = lines()
    text = (csv_head(TABLE) + csv_lines(TABLE, rows)).decode("utf-8-sig")
    [cells] = csv.DictReader(io.StringIO(text))

    assert csv_head(TABLE)[:3] == b"\xef\xbb\xbf"
    assert (cells["first_name"], cells["birth_date"], cells["care_notes"]) == ("'-Ada", "2015-02-03", "")


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b'{"id": 1}', b"\xff", b"[" * 100_000, b'{"id":1}{"id":2}']
)
def test_line_that_is_no_row_is_refused(line: bytes) -> None:
    with pytest.raises(Damaged):
        row_of_line(line, frozenset(TABLE.columns))


@pytest.mark.parametrize(
    ("column", "value"),
    [("first_name", None), ("first_name", 7), ("version", "1"), ("birth_date", "3/2/2015")],
)
def test_value_that_cannot_be_is_refused(column: str, value: Any) -> None:
    rows, _ = lines()

    with pytest.raises(Damaged, match=column):
        values_of_row(TABLE, rows[0] | {column: value})


def test_column_an_older_export_does_not_have_keeps_what_is_usual() -> None:
    rows, _ = lines()
    del rows[0]["version"]

    assert "version" not in values_of_row(TABLE, rows[0])
