"""Cells read by field, and what is noted about them."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.row_reader import NAME_LIMIT
from museminder.domain.switching.rules.findings import FindingCode
from tests.domain.switching.formats.lists import contact, roster_of, row_reader

STUDENTS, CLASSES = FormatKind.MUSIC_STAFF_CONTACTS, FormatKind.JACKRABBIT_CLASSES
CODES = FindingCode


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ngozi", []),
        ('=HYPERLINK("x")', [CODES.FORMULA_TEXT]),
        ("@Ngozi", [CODES.FORMULA_TEXT]),
        ("<b>Ngozi</b>", [CODES.MARKUP_TEXT]),
        ("a < b", []),
        ("NÃºÃ±ez", [CODES.GARBLED_TEXT]),
        ("Ngozi (sibling)", [CODES.NAME_REMARK]),
        ("x" * (NAME_LIMIT + 1), [CODES.TEXT_TOO_LONG]),
    ],
)
def test_names_are_kept_as_text_and_noted(text: str, codes: list[FindingCode]) -> None:
    row = row_reader(contact(First_Name=text), STUDENTS)

    assert (row.name("first_name"), [finding.code for finding in row.findings]) == (text, codes)


def test_a_name_stands_on_one_line() -> None:
    assert row_reader(contact(First_Name="Ngozi\n Ada"), STUDENTS).name("first_name") == "Ngozi Ada"


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Ada.Okafor@example.org", "Ada.Okafor@example.org"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("<ada@example.org>", "ada@example.org"),
        ("ada@exämple.org", "ada@exämple.org"),
        ("none", ""),
        ("ada@example", ""),
        ("a@example.org; b@example.org", ""),
        ("ada @example.org", ""),
        (f"{'a' * 300}@example.org", ""),
    ],
)
def test_an_email_address_is_one_or_is_noted(text: str, email: str) -> None:
    row = row_reader(contact(Email=text), STUDENTS)

    assert row.email("email") == email
    assert [finding.code for finding in row.findings] == ([] if email else [CODES.EMAIL_UNREADABLE])


@pytest.mark.parametrize(
    ("field", "heading", "text", "code"),
    [
        ("day", "Start Date", "13/31/2015", CODES.DATE_UNREADABLE),
        ("time_of_day", "Start Time", "noon", CODES.TIME_UNREADABLE),
        ("time_of_day", "Start Time", "3:30", CODES.TIME_AMBIGUOUS),
        ("weekdays", "Days", "S", CODES.DAYS_UNREADABLE),
        ("amount", "Tuition", "a lot", CODES.AMOUNT_UNREADABLE),
        ("whole_number", "Size", "twelve", CODES.NUMBER_UNREADABLE),
        ("whole_number", "Size", "1.5", CODES.NUMBER_UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_empty_and_noted_with_its_text(
    field: str, heading: str, text: str, code: FindingCode
) -> None:
    names = {"Start Date": "first_day_on", "Start Time": "start_time", "Days": "days"}
    names |= {"Tuition": "price", "Size": "places"}
    row = row_reader({"Class": "Ballet I", heading: text}, CLASSES)

    assert getattr(row, field)(names[heading]) in (None, ())
    (finding,) = row.findings
    assert (finding.code, finding.heading, dict(finding.values)) == (code, heading, {"text": text})


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("-2", -2), ("12.0", 12), ("\u22121", -1)])
def test_whole_numbers_may_be_negative(text: str, number: int) -> None:
    assert row_reader({"Class": "A", "Size": text}, CLASSES).whole_number("places") == number


@pytest.mark.parametrize(("text", "says"), [("Adult", True), ("yes", True), ("", False), ("No", False)])
def test_a_mark_is_read(text: str, says: bool) -> None:
    assert row_reader(contact(Adult_Student=text), STUDENTS).says_yes("adult") is says


def test_a_phone_number_that_cannot_be_dialed_is_kept_and_noted() -> None:
    row = row_reader(contact(Mobile_Phone="call the office"), STUDENTS)

    assert [phone.original for phone in row.phone("mobile_phone", "mobile")] == ["call the office"]
    assert [finding.code for finding in row.findings] == [CODES.PHONE_UNREADABLE]


def test_what_happened_to_the_row_is_noted_with_its_heading() -> None:
    roster = roster_of(contact(Note="4242 4242 4242 4242", Address="12 Elm\x00 Street"))

    assert [(finding.code, finding.heading) for finding in roster.findings] == [
        (CODES.CARD_NUMBER, "Note"),
        (CODES.CONTROL_CHARACTERS, "Address"),
    ]
