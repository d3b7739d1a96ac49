"""Files as offices really send them: titles above the headings, other regions, numbers for dates, ids like cards."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.rosters import propose_mapping, records_of
from museminder.domain.switching.formats.uploads import correct_cells, read_upload, stored_bytes
from museminder.domain.switching.rules.findings import FindingCode
from museminder.domain.switching.rules.records import ImportedRoster
from tests.domain.switching.formats.lists import contact, upload_of, written

HEADINGS = (
    "Last Name,First Name,My Music Staff Student ID,My Music Staff Family ID,Birthday,Lesson Price,Teacher"
)
ROW = "Fox,Mia,sdt_1,fml_1,01/02/2015,45.00,Vera Lind"
AS_ID = "My_Music_Staff_Student_ID"


def read(data: bytes, *, region: str = "US", currency: str = "USD") -> ImportedRoster:
    """A contact list as it is read, its dates month first."""
    upload = read_upload("list.csv", data)
    order = DateOrder.DAY_MONTH_YEAR if region != "US" else DateOrder.MONTH_DAY_YEAR
    return records_of(upload, propose_mapping(upload), date_order=order, region=region, currency=currency)


def codes(roster: ImportedRoster) -> set[FindingCode]:
    return {finding.code for finding in roster.findings}


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ("", 2),
        ("\n\n", 2),  # blank lines in front are no rows
        ("Student roster\n", 3),
        ("Clerestory Conservatory,,,,,,\nPrinted 11/22/2026,by Ada,,,,,\n,,,,,,\n", 5),
        ("Roster, fall term\n", 3),
    ],
)
def test_the_headings_may_stand_below_titles_and_rows_keep_their_number(above: str, row: int) -> None:
    roster = read(f"{above}{HEADINGS}\n{ROW}\n".encode())

    assert [(one.name, one.row.row) for one in roster.students] == [("Mia Fox", row)]


def test_a_title_above_unknown_headings_is_not_taken_for_them() -> None:
    upload = read_upload("any.csv", b"Our own list\nChild;Phone\nMia;555\n")

    assert (upload.table.headings, upload.table.delimiter) == (("Child", "Phone"), ";")


def test_what_is_stored_of_a_file_with_titles_is_read_the_same_again() -> None:
    upload = read_upload("list.csv", f"Roster\n\n{HEADINGS}\n{ROW}\n".encode())
    again = read_upload("list.csv", stored_bytes(upload))

    assert (again.table.headings, again.table.rows) == (upload.table.headings, upload.table.rows)


def test_headings_printed_again_on_the_next_page_are_no_student() -> None:
    other = ROW.replace("Mia", "Ines").replace("sdt_1", "sdt_2")
    roster = read(f"{HEADINGS}\n{ROW}\n{HEADINGS}\n{other}\n".encode())

    assert [(one.first_name, one.row.row) for one in roster.students] == [("Mia", 2), ("Ines", 4)]


def test_two_columns_of_one_heading_are_told_apart() -> None:
    upload = read_upload("list.csv", f"{HEADINGS},Teacher\n{ROW},Omar Haddad\n".encode())

    assert (upload.table.headings[-1], upload.table.repeated_headings) == ("Teacher (2)", ("Teacher",))
    assert propose_mapping(upload).columns["instructor"] == "Teacher"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_german_list_is_read_in_every_encoding_and_with_every_delimiter(
    encoding: str, delimiter: str
) -> None:
    row = contact(
        Last_Name="Grüß-Ångström",
        First_Name="Zoë",
        Birthday="31.12.2015",
        Lesson_Price="1.045,50",
        Teacher="Vera Lind",
        Note="erste Zeile\nzweite; mit, Zeichen",
    )
    roster = read(written([row], delimiter=delimiter, encoding=encoding), region="DE", currency="EUR")
    (student,) = roster.students

    assert (student.name, student.birth_date) == ("Zoë Grüß-Ångström", date(2015, 12, 31))
    assert student.lessons[0].price_amount == 104550
    assert student.note == "erste Zeile\nzweite; mit, Zeichen"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("O'Brien-Núñez", "O'Brien-Núñez", None),
        ("\u202eneB\u202c", "neB", FindingCode.CONTROL_CHARACTERS),
        ("עדי\u200f", "עדי", FindingCode.CONTROL_CHARACTERS),
        ("Be\x00n\x07", "Ben", FindingCode.CONTROL_CHARACTERS),
        (
            '=HYPERLINK("http://x.example","Ben")',
            '=HYPERLINK("http://x.example","Ben")',
            FindingCode.FORMULA_TEXT,
        ),
        ("<b>Ben</b>", "<b>Ben</b>", FindingCode.MARKUP_TEXT),
        ("MÃ¼ller", "MÃ¼ller", FindingCode.GARBLED_TEXT),
        ("Ben (sibling)", "Ben (sibling)", FindingCode.NAME_REMARK),
    ],
)
def test_names_come_in_as_text_whatever_they_look_like(
    text: str, name: str, code: FindingCode | None
) -> None:
    roster = read(written([contact(First_Name=text)]))

    assert roster.students[0].first_name == name
    assert (code in codes(roster)) is (code is not None)


@pytest.mark.parametrize(
    ("text", "day"),
    [("42010", date(2015, 1, 6)), ("10959", date(1930, 1, 1)), ("42010.0", date(2015, 1, 6))],
)
def test_a_date_that_lost_its_format_is_read_and_said(text: str, day: date) -> None:
    roster = read(written([contact(Birthday=text)]))

    assert (roster.students[0].birth_date, FindingCode.DATE_FROM_NUMBER in codes(roster)) == (day, True)


def test_a_moment_that_lost_its_format_keeps_its_hour() -> None:
    roster = read(written([contact(Teacher="Vera Lind", Next_Lesson="46267.6666666667")]))
    (lesson,) = roster.students[0].lessons

    assert (lesson.next_on, lesson.next_at) == (date(2026, 9, 2), time(16))


@pytest.mark.parametrize("text", ["2015", "9999", "71234", "420100"])
def test_other_numbers_are_no_dates(text: str) -> None:
    roster = read(written([contact(Birthday=text)]))

    assert FindingCode.DATE_UNREADABLE in codes(roster)


@pytest.mark.parametrize(
    ("region", "typed", "dialable"),
    [
        ("US", "(503) 555-0123", "+15035550123"),
        ("US", "+44 20 7946 0958", "+442079460958"),
        ("US", "0049 30 901820", "+4930901820"),
        ("GB", "020 7946 0958 ext 12", "+442079460958"),
        ("DE", "030/901820", "+4930901820"),
        ("FR", "01 23 45 67 89", "+33123456789"),
        ("MX", "55 1234 5678", "+525512345678"),
        ("US", "call the neighbor", ""),
    ],
)
def test_phone_numbers_of_other_countries(region: str, typed: str, dialable: str) -> None:
    roster = read(written([contact(Mobile_Phone=typed)]), region=region)
    (phone,) = roster.students[0].phones

    assert (phone.original, phone.dialable) == (typed, dialable)


@pytest.mark.parametrize("number", ["4111111111111111", "5500005555555559", "6011000990139424"])
def test_an_id_that_could_be_a_card_still_tells_its_row(number: str) -> None:
    rows = [contact(**{AS_ID: number}), contact(**{AS_ID: "1234567890123456"})]
    upload = upload_of(*rows)
    roster = read(written(rows))

    assert [one.external_id for one in roster.students] == [
        f"{number[:6]}******{number[-4:]}",
        "1234567890123456",
    ]
    assert codes(roster) & {FindingCode.ID_LIKE_CARD, FindingCode.CARD_NUMBER} == {FindingCode.ID_LIKE_CARD}
    assert read_upload("list.csv", stored_bytes(upload)).table.rows[0].card_columns == (2,)


def with_check_digit(digits: str) -> str:
    doubled = sum(sum(divmod(2 * int(sign), 10)) for sign in digits[::-2])
    return digits + str(-(doubled + sum(map(int, digits[-2::-2]))) % 10)


CARDS = st.tuples(
    st.sampled_from(["4", "51", "55", "2221", "6011", "65"]), st.text("0123456789", min_size=15, max_size=15)
).map(lambda parts: with_check_digit((parts[0] + parts[1])[:15]))
WRITTEN = st.sampled_from([("", 16), (" ", 4), ("-", 4), ("\u00a0", 4), ("\u2011", 4), ("\u200b", 4)])
COLUMNS = st.sampled_from(
    ["Note", "First_Name", "Address", "Mobile_Phone", "Email", "Teacher", AS_ID, "Birthday"]
)


@given(CARDS, WRITTEN, COLUMNS, st.booleans())
def test_no_card_number_is_left_in_what_is_stored_whatever_its_column_and_way_of_writing(
    number: str, way: tuple[str, int], column: str, is_full_width: bool
) -> None:
    gap, size = way
    text = gap.join(number[at : at + size] for at in range(0, 16, size))
    if is_full_width:
        text = text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"})
    upload = upload_of(contact(), contact(**{column: text}))
    corrected = correct_cells(upload_of(contact(Note="")), {2: {"Note": f"pays with {text}"}})

    for stored in (stored_bytes(upload), stored_bytes(corrected), repr(upload).encode()):
        digits = "".join(str(int(sign)) for sign in stored.decode() if sign.isdecimal())
        assert number not in digits
