"""An uploaded file, read and made safe before anything of it is kept."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from museminder.domain.switching.formats.csv_files import read_csv, write_csv
from museminder.domain.switching.formats.fields import FormatKind, is_id_heading
from museminder.domain.switching.formats.recognition import recognized_kind
from museminder.domain.switching.formats.tables import (
    MAX_BYTES,
    Table,
    TableRow,
    UnreadableFile,
    clean_text,
    table_of,
)
from museminder.domain.switching.formats.xlsx_files import is_workbook, read_xlsx
from museminder.primitives.card_numbers import mask_card_numbers

_SHORTEST_CARD = 13
_MASKED = re.compile(
    r"(?:\*[ \-]?){9,15}\d(?:[ \-]?\d){3}"
)  # what masking leaves, in a file we stored ourselves
_SHORTENED = re.compile(r"\d{6}\*{3,9}\d{4}")
_LONGEST_NAME = 120
_FIRST_SHOWN = 6  # of an id; with the last four that is as much of a card number as may be kept (PCI DSS)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as uploaded, with every card number blacked out. `kind` is None if nobody recognized it."""

    name: str
    kind: FormatKind | None
    table: Table

    @property
    def card_rows(self) -> tuple[int, ...]:
        """The rows in which a card number was blacked out."""
        return tuple(row.number for row in self.table.rows if row.card_columns)


def read_upload(
    name: str, data: bytes, *, kind: FormatKind | None = None, encoding: str | None = None
) -> Upload:
    """Reads an uploaded CSV or XLSX file and blacks out card numbers before anyone else sees it.

    The kind of list is recognized by its headings unless it is given. What may be stored is
    `stored_bytes(upload)`, never `data`. Raises UnreadableFile with a sentence that says what to do.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_BYTES // 1_000_000} MB. Please split it.")
    raw = read_xlsx(data) if is_workbook(data) else read_csv(data, encoding=encoding)
    table = _masked(table_of(raw, is_known=lambda headings: recognized_kind(headings) is not None))
    return Upload(_safe_name(name), kind or recognized_kind(table.headings), table)


def stored_bytes(upload: Upload) -> bytes:
    """The file as it may be stored: UTF-8 CSV with its card numbers blacked out, row numbers kept."""
    records = {1: upload.table.headings} | {row.number: row.cells for row in upload.table.rows}
    blank = ("",) * len(upload.table.headings)
    return write_csv(records.get(number, blank) for number in range(1, max(records) + 1))


def correct_cells(upload: Upload, corrections: Mapping[int, Mapping[str, str]]) -> Upload:
    """Puts in what somebody typed to mend rows: row number → heading → new text, masked like the file.

    A row or heading that the file does not have is a KeyError.
    """
    columns = {heading: column for column, heading in enumerate(upload.table.headings)}
    rows = {row.number: row for row in upload.table.rows}
    for number, texts in corrections.items():
        cells = list(rows[number].cells)
        for heading, text in texts.items():
            cells[columns[heading]] = clean_text(text)[0].strip()
        ids = _id_columns(upload.table.headings)
        rows[number] = _masked_row(replace(rows[number], cells=tuple(cells)), ids)
    return replace(upload, table=replace(upload.table, rows=tuple(rows.values())))


def _masked(table: Table) -> Table:
    headings = tuple(mask_card_numbers(heading)[0] for heading in table.headings)
    ids = _id_columns(headings)
    return replace(table, headings=headings, rows=tuple(_masked_row(row, ids) for row in table.rows))


def _id_columns(headings: Iterable[str]) -> frozenset[int]:
    return frozenset(column for column, heading in enumerate(headings) if is_id_heading(heading))


def _masked_row(row: TableRow, ids: frozenset[int]) -> TableRow:
    found = {
        column: mask_card_numbers(cell)
        for column, cell in enumerate(row.cells)
        if len(cell) >= _SHORTEST_CARD and not cell.isalpha()
    }
    masked = {column: text for column, (text, count) in found.items() if count or _MASKED.search(text)}
    for column in ids:
        cell = row.cells[column] if column < len(row.cells) else ""
        if column in masked or _SHORTENED.fullmatch(cell):
            masked[column] = _shortened(cell, masked.get(column, cell))
    if not masked:
        return row
    cells = tuple(masked.get(column, cell) for column, cell in enumerate(row.cells))
    return replace(row, cells=cells, card_columns=tuple(sorted({*row.card_columns, *masked})))


def _shortened(cell: str, masked: str) -> str:
    """An id that could be a card number, with so much left that ids still differ; other texts as they were masked.

    One random number of sixteen digits in twenty passes for a card, and a row must be found again by its id.
    """
    if not (cell.isascii() and cell.isdecimal()):
        return masked
    return cell[:_FIRST_SHOWN] + masked[_FIRST_SHOWN:]


def _safe_name(name: str) -> str:
    """The file's own name without folders, invisible characters and card numbers."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return mask_card_numbers(clean_text(last)[0].replace("\n", " "))[0][:_LONGEST_NAME] or "upload"
