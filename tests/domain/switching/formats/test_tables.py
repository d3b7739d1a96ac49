"""Raw records made into headings and rows."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.tables import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    RawRows,
    Table,
    UnreadableFile,
    clean_text,
    table_of,
)


def table(*records: list[str], ends_with_line_end: bool = True) -> Table:
    return table_of(RawRows(iter(records), "utf-8", ",", ends_with_line_end))


def test_rows_are_numbered_as_a_spreadsheet_does_and_blank_ones_dropped() -> None:
    made = table(["a", "b"], ["1", "2"], ["", " "], ["3", "4"])

    assert [(row.number, row.cells) for row in made.rows] == [(2, ("1", "2")), (4, ("3", "4"))]


def test_headings_are_unique_and_never_blank() -> None:
    made = table(["Email", "", " e-mail ", "email", "Email"], ["1", "2", "3", "4", "5"])

    assert made.headings == ("Email", "Column 2", "e-mail", "email (2)", "Email (3)")
    assert made.repeated_headings == ("email", "Email")


def test_short_rows_are_filled_and_empty_cells_beyond_the_headings_dropped() -> None:
    made = table(["a", "b"], ["1"], ["1", "2", "", ""])

    assert [(row.cells, row.is_too_long) for row in made.rows] == [(("1", ""), False), (("1", "2"), False)]


def test_rows_with_more_cells_than_headings_are_marked() -> None:
    assert [row.is_too_long for row in table(["a", "b"], ["Fox", " Mia", "3"], ["1", "2"]).rows] == [
        True,
        False,
    ]


def test_a_last_row_that_ends_early_without_a_line_end_was_cut_off() -> None:
    cut = table(["a", "b", "c"], ["1", "2", "3"], ["4", "5"], ends_with_line_end=False)
    whole = table(["a", "b", "c"], ["1", "2", "3"], ["4", "5"])
    short_rows = table(["a", "b", "c"], ["1", "2"], ["4", "5"], ends_with_line_end=False)

    assert [[row.is_cut_off for row in made.rows] for made in (cut, whole, short_rows)] == [
        [False, True],
        [False, False],
        [False, False],
    ]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("N\u0075\u0301n\u0303ez", ("Núñez", False)),
        ("a\x00b\x1b", ("ab", True)),
        ("\u202egnp.exe", ("gnp.exe", True)),
        ("4242\u200b4242", ("42424242", True)),
        ("two\r\nlines\u2028three", ("two\nlines\nthree", False)),
        ("tab\tstays", ("tab\tstays", False)),
        ("שלום", ("שלום", False)),
        ("x\ufffe\U0001fffe", ("x", True)),
    ],
)
def test_characters_nobody_sees_are_removed(text: str, cleaned: tuple[str, bool]) -> None:
    assert clean_text(text) == cleaned


def test_cleaned_columns_are_marked() -> None:
    assert table(["a", "b"], ["1", "x\x07"]).rows[0].cleaned_columns == (1,)


@pytest.mark.parametrize(
    ("records", "row", "beginning"),
    [
        ([], None, "The file is empty"),
        ([["", " "], ["", ""]], None, "The file is empty"),
        ([["a", "b"]], 1, "The file has headings, but no rows"),
        ([["a"] * (MAX_COLUMNS + 1)], 1, "The file has 301 columns; at most 300"),
        ([["a"], ["x" * (MAX_CELL_CHARACTERS + 1)]], 2, "A cell in row 2 has 20,001 characters"),
        ([["a"], *([["x"]] * (MAX_ROWS + 1))], MAX_ROWS + 2, "The file has more than 50,000 rows."),
    ],
)
def test_what_cannot_be_a_list_is_refused_with_a_sentence(
    records: list[list[str]], row: int | None, beginning: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        table(*records)

    assert (refused.value.row, refused.value.sentence[: len(beginning)]) == (row, beginning)
