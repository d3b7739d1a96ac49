"""Bytes of every kind that spreadsheets write."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.encodings import decode
from museminder.domain.switching.formats.tables import UnreadableFile

NAMES = "Name\r\n" + "Smith\r\n" * 40 + "O'Brien-Núñez\r\nMüller, Jürgen\r\nLefèvre, Zoë\r\nGarcía, José\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman"],
)
def test_text_is_read_in_the_encoding_it_was_written_in(encoding: str) -> None:
    assert decode(NAMES.encode(encoding))[0].removeprefix("\ufeff") == NAMES


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("name", ["Núñez", "Müller", "Lefèvre", "Zoë", "José", "Søren", "Björk"])
def test_one_accent_in_a_long_file_is_enough(encoding: str, name: str) -> None:
    text = "Name,Note\r\n" + "Smith,Likes the piano\r\n" * 300 + f"{name},\r\n"

    assert decode(text.encode(encoding))[0] == text


def test_an_encoding_can_be_given() -> None:
    assert decode("Łódź".encode("cp1250"), encoding="cp1250") == ("Łódź", "cp1250")


def test_a_file_cut_inside_a_character_is_read_up_to_there() -> None:
    assert decode("Núñez\nZoë".encode()[:-1]) == ("Núñez\nZo", "utf-8")


@pytest.mark.parametrize(
    ("data", "beginning"),
    [
        (b"%PDF-1.7 ...", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel file (.xls)."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture."),
        (b"\xff\xfeN\x00a\x00m", "The file cannot be read as utf-16."),
        (b"\x00\x01\x02\xff\xfe\x00\x81" * 40, "This is not a text file we can read."),
    ],
)
def test_other_kinds_of_files_are_refused_with_a_sentence(data: bytes, beginning: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        decode(data)

    assert refused.value.sentence[: len(beginning)] == beginning
