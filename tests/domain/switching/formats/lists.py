"""Small files as other systems write them, and short ways to read them, for the tests of switching."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.rosters import propose_mapping, records_of
from museminder.domain.switching.formats.row_reader import Reading, RowReader
from museminder.domain.switching.formats.uploads import Upload, read_upload
from museminder.domain.switching.rules.checking import CheckedRoster, check_roster
from museminder.domain.switching.rules.combining import combine_rosters
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.records import ImportedRoster

PROJECT = Path(__file__).resolve().parents[4]
OURS = PROJECT / "tests/data/switching"
GIVEN = PROJECT / "tests/data/rosters"  # the same formats, whole schools
TODAY = date(2026, 9, 1)


def folders(system: str, given: str) -> list[Path]:
    """The folders with files of a system: a few rows with their traps, and a whole school."""
    return [OURS / system, GIVEN / given]


def written(
    rows: Iterable[Mapping[str, str]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\r\n",
) -> bytes:
    """Rows as a file; the headings are all those any row has, in order."""
    rows = list(rows)
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headings, restval="", delimiter=delimiter, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def contact(**cells: str) -> dict[str, str]:
    """One student of My Music Staff with a guardian; underscores in the names stand for spaces."""
    row = {
        "Last Name": "Okafor",
        "First Name": "Ngozi",
        "My Music Staff Student ID": "sdt_1",
        "My Music Staff Family ID": "fml_1",
        "Parent Contact 1 First Name": "Ada",
        "Parent Contact 1 Last Name": "Okafor",
    }
    return row | {name.replace("_", " "): text for name, text in cells.items()}


def upload_of(*rows: Mapping[str, str], name: str = "list.csv", kind: FormatKind | None = None) -> Upload:
    """Rows as an upload."""
    return read_upload(name, written(rows), kind=kind)


def roster_of(
    *rows: Mapping[str, str], name: str = "list.csv", region: str = "US", currency: str = "USD"
) -> ImportedRoster:
    """Rows, read in the month-day-year order."""
    upload = upload_of(*rows, name=name)
    mapping = propose_mapping(upload)
    return records_of(upload, mapping, date_order=DateOrder.MONTH_DAY_YEAR, region=region, currency=currency)


def roster_in(folder: Path) -> ImportedRoster:
    """Every file of a folder, combined."""
    uploads = [read_upload(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    return combine_rosters(
        *(
            records_of(
                upload,
                propose_mapping(upload),
                date_order=DateOrder.MONTH_DAY_YEAR,
                region="US",
                currency="USD",
            )
            for upload in uploads
        )
    )


def checked(roster: ImportedRoster, existing: ExistingFacts | None = None, **answers: str) -> CheckedRoster:
    """A roster after the dry run."""
    return check_roster(roster, existing or ExistingFacts(), today=TODAY, answers=answers)


def row_reader(cells: Mapping[str, str], kind: FormatKind, *, region: str = "US") -> RowReader:
    """The reader of a single row."""
    upload = upload_of(cells, kind=kind)
    reading = Reading(upload, propose_mapping(upload), DateOrder.MONTH_DAY_YEAR, region, "USD")
    return next(reading.rows())
