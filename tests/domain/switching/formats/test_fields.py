"""Headings and the fields they stand for."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.fields import contact_fields, plain_heading
from museminder.domain.switching.formats.template import TEMPLATE_BALANCES


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("E-Mail", "e mail"),
        ("  First_Name ", "first name"),
        ("Straße/Nr.", "strasse nr"),
        ("DATE  Née", "date nee"),
    ],
)
def test_headings_are_compared_without_case_accents_and_punctuation(heading: str, plain: str) -> None:
    assert plain_heading(heading) == plain


def test_a_contact_has_eight_columns_under_each_of_its_words() -> None:
    fields = contact_fields(2, ("Parent Contact 2", "Second Parent"))

    assert [field.name for field in fields] == [
        f"guardian_2_{name}"
        for name in (
            "first_name", "last_name", "email", "address", "home_phone", "work_phone", "mobile_phone", "note",
        )
    ]  # fmt: skip
    assert fields[3].headings == ("Parent Contact 2 Address", "Second Parent Address")


def test_a_field_is_found_by_name() -> None:
    found, missing = TEMPLATE_BALANCES.field("balance"), TEMPLATE_BALANCES.field("wine")

    assert (found and found.label, missing) == ("Opening balance", None)
