"""Whole files, read through the doors everybody uses, against the figures that came with them."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.fields import ColumnMapping, FormatKind
from museminder.domain.switching.formats.rosters import (
    common_date_orders,
    date_orders,
    propose_mapping,
    records_of,
)
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.formats.uploads import read_upload
from museminder.domain.switching.rules.findings import FindingCode, RowState
from museminder.domain.switching.rules.records import StudentStatus
from tests.domain.switching.formats.lists import checked, contact, folders, roster_in, roster_of, upload_of

MUSIC_STAFF = folders("music-staff", "my-music-staff")
JACKRABBIT = folders("jackrabbit", "jackrabbit")


@pytest.mark.parametrize("folder", MUSIC_STAFF, ids=str)
def test_music_staff_files_come_out_as_counted(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text())
    roster = roster_in(folder)
    after = checked(roster)
    balances = sum(balance.amount for balance in roster.opening_balances)
    shared = [
        row for row in after.rows if FindingCode.EMAIL_OF_GUARDIAN in {one.code for one in row.findings}
    ]
    found = {
        "families": len(roster.families),
        "students": len(roster.students),
        "adult_students": sum(student.is_adult for student in roster.students),
        "guardians": len(roster.guardians),
        "active": sum(student.status is StudentStatus.ACTIVE for student in roster.students),
        "shared_email_pairs": len(shared),
        "negative_credits": sum(credit.count < 0 for credit in roster.makeup_credits),
        "makeup_credit_total": sum(credit.count for credit in roster.makeup_credits),
        "rows_needing_information": [row.reference.row for row in after.rows_in(RowState.NEEDS_INFO)],
        "opening_balance_total": f"{balances // 100}.{balances % 100:02}",
        "rows_with_card_number": len(after.card_rows),
    }

    assert found == {name: value for name, value in expected.items() if name in found}
    assert after.rows_in(RowState.ERROR) == ()


@pytest.mark.parametrize("folder", JACKRABBIT, ids=str)
def test_jackrabbit_files_come_out_as_counted(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text())
    roster = roster_in(folder)
    found = {
        "classes": len(roster.offerings),
        "students": len(roster.students),
        "families": len(roster.families),
        "staff": len(roster.staff),
        "enrollments_listed": len(roster.enrollments),
    }

    assert found == {name: value for name, value in expected.items() if name in found}


@pytest.mark.parametrize("folder", MUSIC_STAFF, ids=str)
def test_every_birth_date_is_read_as_the_file_means_it(folder: Path) -> None:
    pattern = json.loads((folder / "expected.json").read_text())["date_format"]
    upload = read_upload("ContactList.csv", (folder / "ContactList.csv").read_bytes())
    mapping = propose_mapping(upload)
    orders = date_orders(upload, mapping, region="US")
    roster = records_of(upload, mapping, date_order=orders.proposed, region="US", currency="USD")
    column = upload.table.headings.index(mapping.columns["birth_date"])
    meant = [_day(row.cells[column], pattern) for row in upload.table.rows]

    assert (orders.proposed, orders.is_settled) == (DateOrder.MONTH_DAY_YEAR, True)
    assert [student.birth_date for student in roster.students] == meant


def test_dates_of_one_file_settle_those_of_another() -> None:
    classes = upload_of(
        {"Class ID": "1", "Class": "A", "Days": "M", "Start Time": "4pm", "Start Date": "09/08/2026"}
    )
    students = upload_of(contact(Birthday="12/31/2015"), name="students.csv")
    open_file, settling = (classes, propose_mapping(classes)), (students, propose_mapping(students))

    assert date_orders(*open_file, region="GB").is_settled is False
    assert common_date_orders([open_file, settling], region="GB").proposed is DateOrder.MONTH_DAY_YEAR


def test_birth_dates_are_no_examples_where_the_file_has_other_dates() -> None:
    upload = upload_of(contact(Birthday="12/31/2015", Date_Started="09/01/2020"))
    orders = date_orders(upload, propose_mapping(upload), region="US")

    assert [example.text for example in orders.examples[DateOrder.MONTH_DAY_YEAR]] == ["09/01/2020"]


def test_a_list_nobody_knows_has_to_be_named() -> None:
    with pytest.raises(UnreadableFile) as refused:
        propose_mapping(upload_of({"Wine": "Riesling", "Year": "2015"}))

    assert refused.value.sentence.startswith("The headings are of no list we know.")


def test_columns_matched_by_hand_are_the_ones_read() -> None:
    upload = upload_of({"Vorname": "Ida", "Nachname": "Bauer"}, kind=FormatKind.TEMPLATE_STUDENTS)
    mapping = ColumnMapping(FormatKind.TEMPLATE_STUDENTS, {"first_name": "Vorname", "last_name": "Nachname"})
    roster = records_of(upload, mapping, date_order=DateOrder.DAY_MONTH_YEAR, region="DE", currency="EUR")

    assert [student.name for student in roster.students] == ["Ida Bauer"]


def test_a_mapping_to_columns_that_are_not_there_is_refused() -> None:
    upload = upload_of(contact())
    mapping = ColumnMapping(FormatKind.MUSIC_STAFF_CONTACTS, {"first_name": "Vorname"})

    with pytest.raises(UnreadableFile) as refused:
        records_of(upload, mapping, date_order=DateOrder.DAY_MONTH_YEAR, region="DE", currency="EUR")

    assert refused.value.sentence == "The file has no column “Vorname”."


def test_reading_a_file_twice_gives_the_same_roster() -> None:
    assert roster_of(contact(Birthday="05/17/2015")) == roster_of(contact(Birthday="05/17/2015"))


def _day(text: str, pattern: str) -> date | None:
    return datetime.strptime(text, pattern).date() if text else None  # noqa: DTZ007  a day has no zone
