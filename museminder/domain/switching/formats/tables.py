"""A file as headings and rows of clean text, whatever program wrote it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

_LOOKED_AT = 20  # rows in which the headings may begin
MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 300
MAX_CELL_CHARACTERS = 20_000

# Control characters but tab, line feed and return; marks that turn the reading direction; no-width marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


class UnreadableFile(Exception):
    """A file that cannot be read at all, with a sentence that says why and what helps.

    `row` is the row to look at (the headings are row 1), None where the whole file is meant.
    """

    def __init__(self, sentence: str, *, row: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.row = row


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: as many cells as there are headings, and what happened to it on the way in."""

    number: int
    cells: tuple[str, ...]
    card_columns: tuple[int, ...] = ()  # columns in which a card number was masked
    cleaned_columns: tuple[int, ...] = ()  # columns from which invisible characters were removed
    is_too_long: bool = False
    is_cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Headings (row 1) and the rows below that are not blank, with how the file was written."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    encoding: str
    delimiter: str  # "" for a workbook
    repeated_headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawRows:
    """What a reader of one kind of file hands over: records as they stand, the first being the headings."""

    records: Iterator[list[str]]
    encoding: str
    delimiter: str
    ends_with_line_end: bool = field(default=True)


def table_of(raw: RawRows, *, is_known: Callable[[tuple[str, ...]], bool] | None = None) -> Table:
    """Makes the table out of raw records: cleans the text, names every column, drops blank rows.

    The headings are the first of the first rows that `is_known` knows, below the titles of a report; if it knows
    none, the first row, or the one below a title in a single cell. Raises UnreadableFile if there are no headings,
    too many rows, columns or characters.
    """
    begins_at, first, rest = _headings_of(raw.records, is_known)
    if len(first) > MAX_COLUMNS:
        raise UnreadableFile(f"The file has {len(first)} columns; at most {MAX_COLUMNS} can be read.", row=1)
    titles = _titles(first)
    headings, repeated = _unique_headings(titles)
    repeats = (_without_blank_end(titles), _without_blank_end(list(headings)))
    rows = []
    for number, record in enumerate(rest, start=begins_at + 1):
        if number > MAX_ROWS + begins_at:
            raise UnreadableFile(f"The file has more than {MAX_ROWS:,} rows. Please split it.", row=number)
        # Printed lists repeat their headings at the top of each page.
        shown = _titles(record)
        if any(shown) and _without_blank_end(shown) not in repeats:
            rows.append(_row(number, record, len(headings)))
    if rows and not raw.ends_with_line_end:
        rows[-1] = _cut_off_if_short(rows[-1], rows[:-1], headings)
    if not rows:
        raise UnreadableFile("The file has headings, but no rows below them.", row=1)
    return Table(headings, tuple(rows), raw.encoding, raw.delimiter, repeated)


def _headings_of(
    records: Iterator[list[str]], is_known: Callable[[tuple[str, ...]], bool] | None
) -> tuple[int, list[str], Iterator[list[str]]]:
    """The row number of the headings, the headings, and the records below them."""
    start = list(islice(records, _LOOKED_AT))
    filled = [sum(map(bool, _titles(record))) for record in start]
    if not any(filled):
        raise UnreadableFile("The file is empty: its first row must hold the headings.")
    known = (place for place, record in enumerate(start) if is_known and is_known(tuple(_titles(record))))
    first = next(place for place, count in enumerate(filled) if count)
    at = next(known, None)
    if at is None:
        wide = next((place for place, count in enumerate(filled) if count > 1), first)
        at = wide if filled[first] == 1 and first < wide else first
    return at + 1, start[at], chain(start[at + 1 :], records)


def _without_blank_end(cells: list[str]) -> list[str]:
    """The cells up to the last that says something: programs write more separators, or fewer."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else []


def _titles(record: list[str]) -> list[str]:
    return [clean_text(cell)[0].strip() for cell in record]


def clean_text(text: str) -> tuple[str, bool]:
    """Removes characters nobody sees and composes accents; says whether anything invisible was removed."""
    if text.isascii() and text.isprintable():
        return text, False
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    cleaned = _INVISIBLE.sub("", composed)
    return cleaned, cleaned != composed


def _row(number: int, record: list[str], width: int) -> TableRow:
    cells, cleaned = [], []
    for column, text in enumerate(record):
        if len(text) > MAX_CELL_CHARACTERS:
            raise UnreadableFile(
                f"A cell in row {number} has {len(text):,} characters; at most {MAX_CELL_CHARACTERS:,} "
                "can be read. A quotation mark may be missing.",
                row=number,
            )
        cell, was_cleaned = clean_text(text)
        cells.append(cell.strip())
        if was_cleaned:
            cleaned.append(column)
    too_long = any(cells[width:])
    cells = cells[:width] + [""] * (width - len(cells))
    return TableRow(number, tuple(cells), (), tuple(cleaned), too_long)


def _cut_off_if_short(last: TableRow, others: list[TableRow], headings: tuple[str, ...]) -> TableRow:
    """A last row that ends early, without a line end, where other rows reach the last column, was cut off."""
    reach = max((_reach(row.cells) for row in others), default=len(headings))
    if _reach(last.cells) >= reach or any(_reach(row.cells) <= _reach(last.cells) for row in others):
        return last
    return TableRow(
        last.number, last.cells, last.card_columns, last.cleaned_columns, last.is_too_long, is_cut_off=True
    )


def _reach(cells: tuple[str, ...]) -> int:
    """How many cells remain when the empty ones at the end are left out."""
    return max((column for column, cell in enumerate(cells, start=1) if cell), default=0)


def _unique_headings(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gives blank headings a name and repeated ones a number, so that every column can be pointed at."""
    seen: Counter[str] = Counter()
    headings, repeated = [], []
    for column, text in enumerate(texts, start=1):
        heading = " ".join(text.split()) or f"Column {column}"
        seen[heading.casefold()] += 1
        if seen[heading.casefold()] > 1:
            repeated.append(heading)
            heading = f"{heading} ({seen[heading.casefold()]})"
        headings.append(heading)
    return tuple(headings), tuple(dict.fromkeys(repeated))
