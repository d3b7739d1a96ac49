"""Phone numbers of several regions."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.phones import parse_phone


@pytest.mark.parametrize(
    ("region", "text", "dialable", "extension"),
    [
        ("US", "355-520-9213x0909", "+13555209213", "0909"),
        ("US", "(680)869-1309", "+16808691309", ""),
        ("US", "+1-345-477-3846 ext. 12", "+13454773846", "12"),
        ("US", "001-481-836-9775x65296", "+14818369775", "65296"),
        ("US", "297.864.6327", "+12978646327", ""),
        ("GB", "020 7946 0958", "+442079460958", ""),
        ("DE", "0171/1234567", "+491711234567", ""),
        ("FR", "06 12 34 56 78", "+33612345678", ""),
        ("MX", "55 1234 5678", "+525512345678", ""),
        ("US", "555-1234", "", ""),
        ("US", "call the office", "", ""),
    ],
)
def test_numbers_are_dialable_where_they_can_be(
    region: str, text: str, dialable: str, extension: str
) -> None:
    phone = parse_phone(text, kind="home", region=region)

    assert (phone.original, phone.dialable, phone.extension) == (text, dialable, extension)
