"""Excel workbooks (.xlsx): the first sheet with anything in it, as text."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from openpyxl import load_workbook

from museminder.domain.switching.formats.tables import MAX_COLUMNS, MAX_ROWS, RawRows, UnreadableFile

MAX_UNPACKED_BYTES = 200_000_000
_MAX_PARTS = 2_000
_BROKEN = "This Excel file is damaged or protected by a password. Please save it again as .xlsx or CSV."
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def is_workbook(data: bytes) -> bool:
    """Says whether the bytes are a zip archive, which every .xlsx is."""
    return data.startswith(b"PK\x03\x04")


def read_xlsx(data: bytes) -> RawRows:
    """Reads the first sheet of a workbook that holds anything.

    Dates come as 2015-01-06, moments as 2015-01-06 16:00:00, numbers without needless decimals, formulas as
    the value Excel calculated last, or as their text if there is none. Raises UnreadableFile for archives
    that unpack to more than 200 MB, for damaged files and for files that declare XML entities.
    """
    _check_archive(data)
    try:
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [sheet.title for sheet in values.worksheets]
        title = next((title for title in sheets if _has_cells(values[title])), None)
    except Exception as reason:  # openpyxl lets many kinds of errors through, and all mean the same here
        raise UnreadableFile(_BROKEN) from reason
    if title is None:
        raise UnreadableFile("The workbook is empty: its first row must hold the headings.")
    return RawRows(_records(values[title], formulas[title]), "xlsx", "")


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise UnreadableFile(
                    "The workbook unpacks to more than 200 MB. Please export the list as CSV."
                )
            for part in parts:
                with archive.open(part) as content:
                    beginning = content.read(4_096)
                if any(declaration in beginning for declaration in _DECLARATIONS):
                    raise UnreadableFile(_BROKEN)
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableFile(
                    "This archive is not an Excel workbook. Please upload a CSV or XLSX file."
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as reason:
        raise UnreadableFile(_BROKEN) from reason


def _has_cells(sheet: Any) -> bool:
    return any(any(value is not None for value in row) for row in _limited(sheet, 50))


def _limited(sheet: Any, rows: int) -> Iterator[tuple[Any, ...]]:
    """Takes rows without believing the size a sheet claims to have, which may be a million empty rows."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_row=rows, max_col=MAX_COLUMNS + 1, values_only=True)


def _records(values: Any, formulas: Any) -> Iterator[list[str]]:
    both = zip_longest(_limited(values, MAX_ROWS + 2), _limited(formulas, MAX_ROWS + 2), fillvalue=())
    width = 0
    for shown, written in both:
        record = [
            _text(value if value is not None else formula)
            for value, formula in zip_longest(shown, written, fillvalue=None)
        ]
        while record and not record[-1].strip() and len(record) > width:
            record.pop()
        width = width or len(record)
        yield record


def _text(value: object) -> str:
    """One cell as text; what was a date in Excel stays unmistakable."""
    match value:
        case None:
            text = ""
        case datetime():
            midnight = value.time() == time()
            text = value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
        case date():
            text = value.isoformat()
        case time():
            text = value.isoformat("minutes")
        case float():
            text = _number(value)
        case _:
            text = str(value)
    return text


def _number(value: float) -> str:
    """A number with a point that nobody can take for a thousands separator: 45.125 becomes 45.1250."""
    if value.is_integer():
        return str(int(value))
    text = repr(round(value, 10))
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
