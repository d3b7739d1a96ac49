"""Search keys are comparable, cells of a spreadsheet stay text, and trick characters are seen."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.primitives.text import (
    csv_cell,
    fold,
    has_bidi_override,
    has_control_characters,
    looks_like_formula,
    printable,
    text_of_csv_cell,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Peña", "pena"),
        ("Straße", "strasse"),
        ("Łukasz  Müßig-Peña ", "lukasz mussig-pena"),
        ("Søren Ærø", "soren aero"),
        ("Đorđe Þór Œuvre", "dorde thor oeuvre"),
        ("\u0130stanbul Iş\u0131k", "istanbul isik"),
        ("Nguyễn Thị Hương", "nguyen thi huong"),
        ("O'Brien-Smith, Jr.", "o'brien-smith, jr."),
        ("zero\u200bwidth\u00a0space", "zerowidth space"),
        ("ＡＢＣ①", "abc1"),
        ("李小龍", "李小龍"),
        ("", ""),
    ],
)
def test_search_key_has_no_accents_and_no_case(text, key):
    assert fold(text) == key


@given(st.text(max_size=40))
def test_folding_twice_and_folding_other_case_change_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.casefold()) == fold(text)


FORMULAS = [
    "=1+1",
    "+1 919 555 0142",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\nname",
    " =1",
    "\u200b=1",
    "\u00a0\u2003=1",
    "\uff1dcmd",
    "-A1",
    '=HYPERLINK("https://example.com")',
    "-45.00 |calc",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_becomes_a_cell_of_text(text):
    assert (looks_like_formula(text), csv_cell(text)) == (True, f"'{text}")


@pytest.mark.parametrize(
    "text", ["", "Ann", "-45.00", "+45", "1,234.50", "a=b", "o'clock", "12 - 14", " Ann"]
)
def test_plain_text_and_numbers_are_left_alone(text):
    assert (looks_like_formula(text), csv_cell(text)) == (False, text)


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\na1.\u200b"), max_size=12) | st.text(max_size=30))
def test_cell_gives_its_text_back_and_never_starts_a_formula(text):
    cell = csv_cell(text)
    assert (text_of_csv_cell(cell), looks_like_formula(cell)) == (text, False)


def test_cell_survives_a_csv_file():
    texts = ["=1+1", "'=1+1", "Ann", 'say "hi", then\nleave', "''-x"]
    file = io.StringIO(newline="")
    csv.writer(file).writerow([csv_cell(text) for text in texts])
    row = next(csv.reader(io.StringIO(file.getvalue(), newline="")))
    assert [text_of_csv_cell(cell) for cell in row] == texts


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "\ud800", "a\u2028b", "\ufffe", "\U0001ffff", "\ufdd0"]
)
def test_control_characters_are_seen_even_where_lines_are_allowed(text):
    assert (has_control_characters(text), has_control_characters(text, lines_allowed=True)) == (True, True)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb"])
def test_line_breaks_are_for_notes_and_not_for_names(text):
    assert (has_control_characters(text), has_control_characters(text, lines_allowed=True)) == (True, False)


@pytest.mark.parametrize("text", ["", "Ann-Sofie Müller", "אבי", "👩\u200d👧", "e\u0301"])
def test_ordinary_names_have_no_control_characters_and_no_override(text):
    assert (has_control_characters(text), has_bidi_override(text)) == (False, False)


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_signs_that_turn_the_reading_direction_are_seen(sign):
    assert has_bidi_override(f"report{sign}fdp.exe") is True


def test_paper_shows_text_without_controls_and_directions():
    assert printable("Ann\x00\x1b\ud800\ufffe Lee\u202e\r\nPortland") == "Ann Lee\nPortland"
    assert printable("Ann-Sofie אבי 👩\u200d👧\nPortland") == "Ann-Sofie אבי 👩\u200d👧\nPortland"
