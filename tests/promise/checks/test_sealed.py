"""Sealed columns hold nothing readable; one value in plain text is noticed."""

from __future__ import annotations

import pytest

from museminder.promise.checks.sealed import is_readable


def test_a_value_in_plain_text_is_noticed(survivors) -> None:
    assert survivors("value-unsealed") == []


@pytest.mark.parametrize(
    ("data", "readable"),
    [
        (b"2015-03-04", True),
        (b"A note about a child that is long enough to be mistaken", True),
        ("Größere Notiz über ein Kind, die lang genug ist".encode(), True),
        (b"\x01\x9f" + bytes(range(128, 200)), False),
    ],
)
def test_plain_text_is_told_from_sealed_bytes(data: bytes, readable: bool) -> None:
    assert is_readable(data) == readable
