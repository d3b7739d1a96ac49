"""Lists of other regions, ten times the rows, and whatever people put into cells."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from museminder.domain.switching.formats.dates import DateOrder, usual_order
from museminder.domain.switching.formats.regions import locale_of
from museminder.domain.switching.formats.rosters import date_orders, propose_mapping, records_of
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.formats.uploads import Upload, read_upload, stored_bytes
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import RowState
from museminder.domain.switching.rules.settling import settle_roster
from tests.domain.switching.formats.lists import checked, contact, roster_of, written

REGIONS = {  # currency, how dates and phones are written there, and what spreadsheets save there
    "DE": ("EUR", "%d.%m.%Y", "030 {:07d}", ";", "cp1252"),
    "FR": ("EUR", "%d/%m/%Y", "06 {:08d}", ";", "cp1252"),
    "GB": ("GBP", "%d/%m/%Y", "020 7{:07d}", ",", "utf-8-sig"),
    "MX": ("MXN", "%d/%m/%Y", "55 {:08d}", ",", "mac_roman"),
    "US": ("USD", "%m/%d/%Y", "217-555-{:04d}", ",", "utf-16"),
}
NAMES = ("Zoë", "José", "Jürgen", "Núñez", "Françoise", "O'Brien", "Smith", "Ângela")


def list_of(region: str, count: int, chance: random.Random) -> tuple[bytes, list[tuple[date, int]]]:
    """A contact list of a region, and the birth date and price of each of its students."""
    _, day_format, phone, delimiter, encoding = REGIONS[region]
    rows, meant = [], []
    for number in range(count):
        born, price = date(2006, 1, 1) + timedelta(chance.randrange(5000)), chance.randrange(100, 2_000_00)
        meant.append((born, price))
        rows.append(
            contact(
                First_Name=chance.choice(NAMES),
                Last_Name=chance.choice(NAMES),
                My_Music_Staff_Student_ID=f"sdt_{number}",
                My_Music_Staff_Family_ID=f"fml_{number * 5 // 7}",
                Birthday=born.strftime(day_format),
                Instrument="Piano",
                Lesson_Price=format_decimal(price / 100, format="#,##0.00", locale=locale_of(region)).replace(
                    "\u202f", " "
                ),
                Note='Line one\nsays "hello"' if number % 3 else "",
                Mobile_Phone=phone.format(chance.randrange(100, 9999)),
            )
        )
    return written(rows, delimiter=delimiter, encoding=encoding), meant


@pytest.mark.parametrize("region", REGIONS)
def test_two_thousand_students_of_any_region_are_read_exactly(region: str) -> None:
    data, meant = list_of(region, 2000, random.Random(region))
    upload = read_upload("ContactList.csv", data)
    mapping = propose_mapping(upload)
    orders = date_orders(upload, mapping, region=region)
    roster = records_of(
        upload, mapping, date_order=orders.proposed, region=region, currency=REGIONS[region][0]
    )

    assert (orders.proposed, orders.is_settled) == (usual_order(region), True)
    assert [(one.birth_date, one.lessons[0].price_amount) for one in roster.students] == meant
    assert {student.first_name for student in roster.students} == set(NAMES)
    assert len(roster.families) == len({number * 5 // 7 for number in range(2000)})
    assert [finding.code for finding in roster.findings] == []


@pytest.mark.parametrize("region", ["DE", "FR", "GB", "MX"])
def test_the_american_order_is_never_assumed_where_both_fit(region: str) -> None:
    upload = read_upload(
        "list.csv", written([contact(Birthday="03/04/2015"), contact(Birthday="05/06/2014")])
    )
    orders = date_orders(upload, propose_mapping(upload), region=region)

    assert (orders.proposed, orders.is_settled) == (DateOrder.DAY_MONTH_YEAR, False)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TRAPS = st.sampled_from(
    [
        "",
        "=1+1",
        "<script>",
        "4242 4242 4242 4242",
        "\x00",
        "\u202eabc",
        "99/99/9999",
        "1e9",
        "x" * 300,
        '"',
        "a,b;c",
    ]
)
CELLS = st.dictionaries(
    st.sampled_from([*contact(), "Birthday", "Adult Student", "Status", "Email", "Lesson Price", "Make-up Credits",
                     "Instrument", "Duration", "Next Lesson", "Note", "Mobile Phone"]),
    TEXTS | TRAPS,
    max_size=8,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=6), st.sampled_from(list(REGIONS)))
def test_whatever_is_in_the_cells_every_row_is_accounted_for(rows: list[dict[str, str]], region: str) -> None:
    roster = roster_of(*(contact(**cells) for cells in rows), region=region)
    after = checked(roster)
    settled = settle_roster(after, ExistingFacts(), {})
    coming = {student.row for student in settled.students}
    held_back = {row.reference for row in after.rows if row.state in {RowState.ERROR, RowState.NEEDS_INFO}}

    assert [row.reference for row in after.rows] == list(roster.rows)
    assert coming | held_back == set(roster.rows)
    assert coming & held_back == set()
    assert held_back == {one.row for one in settled.left_out}
    assert {one.family_key for one in settled.students} == {one.key for one in settled.families}
    assert {one.family_key for one in settled.guardians} <= {one.key for one in settled.families}
    assert "4242 4242 4242" not in repr(after)


@settings(max_examples=150, deadline=None)
@example(b"!\r\x01\r#")  # a row of nothing but what nobody sees
@example(b"!\n!,")  # headings repeated, with a separator more
@example(b"a,a\na,a (2)\nb,c")  # a row that says what the headings are called afterwards
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    upload = read_or_refused(data)

    if isinstance(upload, Upload):
        again = read_upload("upload", stored_bytes(upload))
        assert [row.cells for row in again.table.rows] == [row.cells for row in upload.table.rows]
    else:
        assert upload.endswith(".")


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3000))
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused(end: int) -> None:
    data, _ = list_of("US", 12, random.Random(1))
    whole = read_upload("list.csv", data)
    cut = read_or_refused(data[: len(data) * end // 3001])

    if isinstance(cut, Upload):
        same = [row.cells for row in cut.table.rows[:-1]]
        assert same == [row.cells[: len(cut.table.headings)] for row in whole.table.rows[: len(same)]]
    else:
        assert cut.endswith(".")


def read_or_refused(data: bytes) -> Upload | str:
    """The upload, or the sentence it was refused with."""
    try:
        return read_upload("upload", data)
    except UnreadableFile as refused:
        return refused.sentence
