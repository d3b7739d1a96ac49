"""Text files with separated cells: comma, semicolon, tab or bar; quoted cells may hold line breaks."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from museminder.domain.switching.formats.encodings import decode
from museminder.domain.switching.formats.tables import MAX_BYTES, RawRows, UnreadableFile

_DELIMITERS = ",;\t|"
_LOOKED_AT = 20  # rows
_SEPARATOR_LINE = "sep="  # what Excel writes in front of a file to name its delimiter


def read_csv(data: bytes, *, encoding: str | None = None) -> RawRows:
    """Reads a text file of separated cells, finding out its encoding and its delimiter.

    Raises UnreadableFile, naming the row, for a quotation mark that never ends: while the records are taken.
    """
    text, encoding = decode(data, encoding=encoding)
    if text.count("\0") > len(text) // 10:
        raise UnreadableFile("This is not a text file we can read. Please export the list as CSV or XLSX.")
    delimiter, text = _delimiter(text.removeprefix("\ufeff").lstrip("\r\n"))
    return RawRows(_records(text, delimiter), encoding, delimiter, text.endswith(("\n", "\r")))


def write_csv(records: Iterable[Iterable[str]]) -> bytes:
    """Writes records as UTF-8 with commas, so that reading them gives the same records again."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(records)
    return out.getvalue().encode()


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter that cuts the headings into most pieces; a first line "sep=;" names it and goes."""
    first_line, _, rest = text.partition("\n")
    if first_line.casefold().startswith(_SEPARATOR_LINE) and len(first_line.strip("\r")) == 5:
        return first_line[4], rest
    start = text[:20_000]
    return max(_DELIMITERS, key=lambda delimiter: _width(start, delimiter)), text


def _width(text: str, delimiter: str) -> int:
    """How many cells most of the first rows have: a title above the headings has one, a remark many commas."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for record in islice(reader, _LOOKED_AT):
            widths[len(record)] += any(record)
    except csv.Error:  # the piece looked at may end inside quotation marks
        pass
    return max(widths, key=lambda width: widths[width], default=0)  # of two as frequent ones the earlier


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_BYTES)  # a file is limited as a whole; a cell is limited by the table
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            raise UnreadableFile(_sentence(row, str(reason)), row=row) from reason


def _sentence(row: int, reason: str) -> str:
    if "unexpected end" in reason:
        return (
            f"A quotation mark opens in row {row} and never closes. The file may be cut off there: "
            "please export it again."
        )
    return f"A quotation mark in row {row} stands in the middle of a cell. Please correct that row."
