"""Separated text, however it was separated, and cut off wherever it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.switching.formats.csv_files import read_csv, write_csv
from museminder.domain.switching.formats.tables import UnreadableFile

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;\t'), max_size=12)


def records(data: bytes) -> list[list[str]]:
    return list(read_csv(data).records)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_cuts_the_headings(delimiter: str) -> None:
    raw = read_csv(delimiter.join(["Last, first", "Birthday", "Price"]).encode() + b"\nx\n")

    assert raw.delimiter == delimiter if delimiter != "," else len(next(raw.records)) == 4


def test_commas_in_quoted_headings_do_not_decide() -> None:
    assert records(b'"Last, first";Price\n"Fox, Mia";45,00\n') == [
        ["Last, first", "Price"],
        ["Fox, Mia", "45,00"],
    ]


def test_excel_may_name_the_delimiter_in_front() -> None:
    assert records(b"sep=;\r\na,b;c\r\n1;2\r\n") == [["a,b", "c"], ["1", "2"]]


def test_quoted_cells_hold_line_breaks_and_quotation_marks() -> None:
    assert records(b'a,b\r\n"two\nlines","say ""hi"""\r\n') == [["a", "b"], ["two\nlines", 'say "hi"']]


def test_old_macintosh_line_ends_are_line_ends() -> None:
    assert records(b"a,b\r1,2\r") == [["a", "b"], ["1", "2"]]


def test_a_quotation_mark_that_never_closes_names_its_row() -> None:
    with pytest.raises(UnreadableFile) as refused:
        records(b'a,b\n1,2\n"3,4\n5,6\n')

    assert (refused.value.row, refused.value.sentence) == (
        3,
        "A quotation mark opens in row 3 and never closes. The file may be cut off there: please export it again.",
    )


def test_a_quotation_mark_inside_a_cell_names_its_row() -> None:
    with pytest.raises(UnreadableFile) as refused:
        records(b'a,b\n1,"2" or 3\n')

    assert (refused.value.row, refused.value.sentence) == (
        2,
        "A quotation mark in row 2 stands in the middle of a cell. Please correct that row.",
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_csv(b"MZ\x00\x00\x01\x00" * 50)

    assert refused.value.sentence.startswith("This is not a text file we can read.")


def test_the_end_of_the_last_line_is_noticed() -> None:
    assert [read_csv(data).ends_with_line_end for data in (b"a,b\n1,2\n", b"a,b\n1,2")] == [True, False]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    headings = ["Last Name", "First Name", "Note"]

    assert records(write_csv([headings, *rows])) == [headings, *rows]
