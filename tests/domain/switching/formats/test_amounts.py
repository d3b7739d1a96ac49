"""Amounts as people of a region write them."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from museminder.domain.switching.formats.amounts import parse_amount
from museminder.domain.switching.formats.regions import locale_of


@pytest.mark.parametrize(
    ("region", "currency", "text", "minor"),
    [
        ("US", "USD", "45", 4500),
        ("US", "USD", "$1,234.50", 123450),
        ("US", "USD", "(32.50)", -3250),
        ("US", "USD", "-32.5", -3250),
        ("US", "USD", "32.50-", -3250),
        ("US", "USD", "\u221232.50", -3250),
        ("US", "USD", "5.00 CR", -500),
        ("US", "USD", "1,234", 123400),
        ("US", "USD", "45,50", 4550),
        ("DE", "EUR", "1.234,50 €", 123450),
        ("DE", "EUR", "1.234", 123400),
        ("DE", "EUR", "45.00", 4500),
        ("FR", "EUR", "1\u202f234,50", 123450),
        ("GB", "GBP", "£45.00", 4500),
        ("MX", "MXN", "$1,234.50", 123450),
        ("CH", "CHF", "1\u2019234.50", 123450),
        ("IN", "INR", "12,34,567.50", 123456750),
        ("JP", "JPY", "¥1,200", 1200),
    ],
)
def test_amounts_are_read_as_the_region_writes_them(
    region: str, currency: str, text: str, minor: int
) -> None:
    assert parse_amount(text, region=region, currency=currency) == minor


@pytest.mark.parametrize(
    "text", ["", "n/a", "45.005", "1.234", "1.2.3", "12,34.5", "--5", "=SUM(A1)", "see note 45 of May", "1e5"]
)
def test_what_is_no_amount_in_dollars_is_none(text: str) -> None:
    assert parse_amount(text, region="US", currency="USD") is None


def test_yen_have_no_decimals() -> None:
    assert parse_amount("1200.50", region="JP", currency="JPY") is None


@given(
    st.integers(-10_000_000_00, 10_000_000_00), st.sampled_from(["US", "GB", "DE", "FR", "MX", "ES", "IN"])
)
def test_what_a_region_writes_is_read_back(minor: int, region: str) -> None:
    written = format_decimal(minor / 100, format="#,##0.00", locale=locale_of(region))

    assert parse_amount(written, region=region, currency="EUR") == minor
