"""Uploads: card numbers gone before anyone sees them, and corrections put in."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.tables import MAX_BYTES, UnreadableFile
from museminder.domain.switching.formats.uploads import correct_cells, read_upload, stored_bytes
from tests.domain.switching.formats.lists import OURS, contact, folders, upload_of, written

CARD = "4242 4242 4242 4242"
MASKED = "**** **** **** 4242"


@pytest.mark.parametrize(
    "cell",
    [
        CARD,
        "4242-4242-4242-4242",
        "4242424242424242",
        "4242\u00a04242\u00a04242\u00a04242",
        "4242\u200b4242\u200b4242\u200b4242",
        "4242 4242\n4242 4242",
        "card 4242424242424242 exp 01/30",
    ],
)
@pytest.mark.parametrize("heading", ["Note", "First Name", "Parent Contact 1 Home Phone", "Anything"])
def test_a_card_number_is_masked_in_any_column(cell: str, heading: str) -> None:
    upload = upload_of(contact(**{heading: cell}), contact())

    assert upload.card_rows == (2,)
    assert "4242424242424242" not in "".join(sign for sign in repr(upload) if sign.isdigit())


def test_card_numbers_in_headings_and_file_names_are_masked() -> None:
    upload = upload_of({CARD: "x", "b": "y"}, name=f"C:\\lists\\{CARD}.csv")

    assert (upload.name, upload.table.headings) == (f"{MASKED}.csv", (MASKED, "b"))


@pytest.mark.parametrize(
    "data",
    [
        *(
            path.read_bytes()
            for folder in folders("music-staff", "my-music-staff")
            for path in folder.glob("*.csv")
        ),
        *(
            path.read_bytes()
            for folder in folders("jackrabbit", "jackrabbit")
            for path in folder.glob("*.csv")
        ),
        written([contact(Note=f"pays with {CARD}"), contact()], delimiter=";", encoding="cp1252"),
        b"Last Name,First Name\n\nFox,Mia\n,\nReyes,Ines\n",
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_the_stored_file_says_the_same_and_has_no_card_number(data: bytes) -> None:
    upload = read_upload("list.csv", data)
    again = read_upload("list.csv", stored_bytes(upload))

    assert (again.kind, again.card_rows) == (upload.kind, upload.card_rows)
    assert [(row.number, row.cells) for row in again.table.rows] == [
        (row.number, row.cells) for row in upload.table.rows
    ]
    assert b"4242 4242" not in stored_bytes(upload)
    assert b"4111 1111" not in stored_bytes(upload)


def test_a_correction_replaces_one_cell_and_is_masked_too() -> None:
    upload = upload_of(contact(First_Name="", Note="a"), contact(First_Name="Chidi", Note="b"))
    corrected = correct_cells(upload, {2: {"First Name": " Ngozi\x00 ", "Note": CARD}})

    assert [row.cells[1] for row in corrected.table.rows] == ["Ngozi", "Chidi"]
    assert [row.cells[-1] for row in corrected.table.rows] == [MASKED, "b"]
    assert corrected.card_rows == (2,)


@pytest.mark.parametrize("corrections", [{99: {"Note": "x"}}, {2: {"Nothing": "x"}}])
def test_a_correction_of_nothing_is_a_key_error(corrections: dict[int, dict[str, str]]) -> None:
    with pytest.raises(KeyError):
        correct_cells(upload_of(contact()), corrections)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_upload("list.csv", b"a" * (MAX_BYTES + 1))

    assert refused.value.sentence == "The file is larger than 20 MB. Please split it."


def test_the_kind_can_be_given() -> None:
    upload = upload_of({"a": "1", "b": "2"}, kind=FormatKind.TEMPLATE_STAFF)

    assert (upload.kind, upload_of({"a": "1", "b": "2"}).kind) == (FormatKind.TEMPLATE_STAFF, None)


def test_every_file_of_ours_is_recognized() -> None:
    paths = [*sorted((OURS / "music-staff").glob("*.csv")), *sorted((OURS / "jackrabbit").glob("*.csv"))]

    assert [read_upload(path.name, path.read_bytes()).kind for path in paths] == [
        FormatKind.MUSIC_STAFF_CONTACTS,
        FormatKind.TEMPLATE_BALANCES,
        FormatKind.JACKRABBIT_CLASSES,
        FormatKind.JACKRABBIT_STAFF,
        FormatKind.JACKRABBIT_STUDENTS,
    ]
