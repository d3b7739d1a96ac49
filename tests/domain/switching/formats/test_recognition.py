"""Which list a file is, and which column is which."""

from __future__ import annotations

import re

import pytest

from museminder.domain.switching.formats.fields import ColumnMapping, FormatKind
from museminder.domain.switching.formats.recognition import (
    FORMATS,
    left_out_headings,
    mapping_problems,
    proposed_columns,
    recognized_kind,
)
from tests.domain.switching.formats.lists import PROJECT


@pytest.mark.parametrize("kind", FormatKind)
def test_every_list_is_recognized_by_all_its_headings_in_any_case(kind: FormatKind) -> None:
    known = (*FORMATS[kind].signature, *(field.headings[0] for field in FORMATS[kind].fields))
    headings = tuple(heading.upper() for heading in known)

    assert recognized_kind(headings) == kind


@pytest.mark.parametrize("kind", FormatKind)
def test_every_list_is_recognized_by_its_telling_headings_alone(kind: FormatKind) -> None:
    assert recognized_kind(FORMATS[kind].signature) == kind


def test_other_lists_are_not_recognized() -> None:
    assert recognized_kind(("Student ID", "Grade", "Teacher")) is None


def test_columns_are_matched_by_name_and_each_once() -> None:
    headings = ("Last Name", "first_name", "TutorBird Student ID", "TutorBird Family ID", "Tutor", "Wine")
    mapping = proposed_columns(FormatKind.TUTORBIRD_CONTACTS, headings)

    assert mapping.columns == {
        "last_name": "Last Name",
        "first_name": "first_name",
        "student_id": "TutorBird Student ID",
        "family_id": "TutorBird Family ID",
        "instructor": "Tutor",
    }
    assert left_out_headings(mapping, headings) == ("Wine",)


@pytest.mark.parametrize("kind", FormatKind)
def test_what_is_proposed_has_no_problems(kind: FormatKind) -> None:
    headings = tuple(field.headings[0] for field in FORMATS[kind].fields)

    assert mapping_problems(proposed_columns(kind, headings), headings) == ()


def test_a_mapping_that_cannot_be_used_says_why() -> None:
    mapping = ColumnMapping(FormatKind.TEMPLATE_BALANCES, {"family_id": "A", "as_of_on": "A", "wine": "B"})

    assert mapping_problems(mapping, ("A",)) == (
        "The file has no column “B”.",
        "This list has no field “wine”.",
        "The column “A” is used twice.",
        "No column is matched to: Opening balance.",
    )


def test_known_headings_are_either_read_or_left_out_on_purpose() -> None:
    overlapping = {
        kind: [
            heading for heading in known.left_out if any(heading in field.headings for field in known.fields)
        ]
        for kind, known in FORMATS.items()
    }

    assert {kind: headings for kind, headings in overlapping.items() if headings} == {}


def test_the_reference_names_every_heading_of_the_first_guardian_and_of_everything_else() -> None:
    text = (PROJECT / "docs/reference/import-formats.md").read_text()
    headings = [
        heading
        for known in FORMATS.values()
        for field in known.fields
        if not re.match(r"guardian_[2-4]_", field.name)
        for heading in (*field.headings, *known.signature, *known.left_out)
    ]

    assert [heading for heading in headings if f"`{heading}`" not in text] == []
