"""Workbooks, honest and hostile."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from museminder.domain.switching.formats import xlsx_files
from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.rosters import propose_mapping, records_of
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.formats.uploads import read_upload
from museminder.domain.switching.formats.xlsx_files import is_workbook, read_xlsx


def workbook(*rows: list[object], first_sheet: str | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    if first_sheet:
        sheet.title = first_sheet
        sheet = book.create_sheet("List")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_become_text_that_nobody_can_misread() -> None:
    cells: list[object] = [
        date(2015, 1, 6),
        datetime(2026, 9, 2, 16, 0),  # noqa: DTZ001  a workbook knows no zones
        time(15, 30),
        45,
        45.0,
        32.5,
        45.125,
        True,
        None,
        "=1+1",
        4242424242424242,
    ]

    assert list(read_xlsx(workbook([f"h{number}" for number in range(11)], cells)).records)[1] == [
        "2015-01-06",
        "2026-09-02 16:00:00",
        "15:30",
        "45",
        "45",
        "32.5",
        "45.1250",
        "True",
        "",
        "=1+1",
        "4242424242424242",
    ]


def test_the_first_sheet_with_anything_in_it_is_read() -> None:
    raw = read_xlsx(workbook(["a", "b"], ["1", "2"], first_sheet="Empty"))

    assert list(raw.records) == [["a", "b"], ["1", "2"]]


def test_a_workbook_imports_like_the_same_list_in_csv() -> None:
    data = workbook(
        ["family external id", "opening balance", "as of"],
        ["fml_a", 1135.5, date(2026, 8, 31)],
        ["fml_b", -32, ""],
    )
    upload = read_upload("balances.xlsx", data)
    roster = records_of(
        upload, propose_mapping(upload), date_order=DateOrder.DAY_MONTH_YEAR, region="DE", currency="EUR"
    )

    assert [(one.amount, one.as_of_on) for one in roster.opening_balances] == [
        (113550, date(2026, 8, 31)),
        (-3200, None),
    ]


def test_a_card_number_kept_as_a_number_is_masked() -> None:
    upload = read_upload("list.xlsx", workbook(["Name", "Note"], ["Fox", 4242424242424242]))

    assert upload.table.rows[0].cells == ("Fox", "************4242")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_files, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)

    with pytest.raises(UnreadableFile) as refused:
        read_xlsx(bomb.getvalue())

    assert (
        refused.value.sentence == "The workbook unpacks to more than 200 MB. Please export the list as CSV."
    )


@pytest.mark.parametrize(
    ("parts", "beginning"),
    [
        ({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>'}, "This Excel file is damaged"),
        ({"xl/workbook.xml": b"<nothing/>"}, "This Excel file is damaged"),
        ({"word/document.xml": b"<w/>"}, "This archive is not an Excel workbook."),
    ],
)
def test_other_archives_are_refused_with_a_sentence(parts: dict[str, bytes], beginning: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(UnreadableFile) as refused:
        read_xlsx(out.getvalue())

    assert refused.value.sentence[: len(beginning)] == beginning


def test_a_truncated_workbook_is_refused() -> None:
    data = workbook(["a"], ["1"])[:-200]

    assert is_workbook(data)
    with pytest.raises(UnreadableFile):
        read_xlsx(data)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_xlsx(workbook())

    assert refused.value.sentence == "The workbook is empty: its first row must hold the headings."
