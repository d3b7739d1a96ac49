"""Money never gains or loses a cent, and is never read by guessing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from museminder.primitives.money import (
    NotAnAmountError,
    currency_of,
    format_money,
    minor_digits,
    parse_money,
    round_half_up,
    share_of,
    split_by_shares,
    split_evenly,
)

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(49, 100), 0),
        (Fraction(-1, 2), -1),
        (Fraction(-149, 100), -1),
        (Fraction(10**18) + Fraction(1, 2), 10**18 + 1),
    ],
)
def test_half_goes_up_and_away_from_zero(value, rounded):
    assert round_half_up(value) == rounded


def test_share_is_exact_and_half_up():
    assert [share_of(5000, part, 4) for part in range(5)] == [0, 1250, 2500, 3750, 5000]
    assert share_of(12345, 1, 2) == 6173
    assert share_of(-12345, 1, 2) == -6173


def test_share_of_nothing_is_refused():
    with pytest.raises(ValueError, match="spread over nothing"):
        share_of(5000, 1, 0)


@pytest.mark.parametrize(
    ("amount", "parts", "split"),
    [
        (175000, 9, [19448] + [19444] * 8),
        (200000, 10, [20000] * 10),
        (10000, 3, [3334, 3333, 3333]),
        (20000, 3, [6666, 6667, 6667]),
        (5, 10, [5] + [0] * 9),
        (0, 2, [0, 0]),
        (-10000, 3, [-3334, -3333, -3333]),
    ],
)
def test_first_equal_part_takes_the_remainder(amount, parts, split):
    assert split_evenly(amount, parts) == split


@given(amount=amounts, parts=st.integers(min_value=1, max_value=60))
def test_equal_parts_make_the_whole_and_none_changes_sign(amount, parts):
    split = split_evenly(amount, parts)
    assert (sum(split), len(split), len(set(split[1:])) <= 1) == (amount, parts, True)
    assert all(part * amount >= 0 for part in split)


def test_splitting_into_no_part_is_refused():
    with pytest.raises(ValueError, match="at least one part"):
        split_evenly(100, 0)


def test_two_payers_split_sixty_to_forty():
    assert split_by_shares(20001, [60, 40]) == [12001, 8000]
    assert split_by_shares(5, [50, 50]) == [3, 2]
    assert split_by_shares(-5, [50, 50]) == [-3, -2]
    assert split_by_shares(100, [1, 0, 2]) == [33, 0, 67]


@given(amount=amounts, shares=st.lists(st.integers(0, 100), min_size=1, max_size=6).filter(any))
def test_payers_together_pay_the_whole_and_each_within_a_cent_of_the_share(amount, shares):
    split = split_by_shares(amount, shares)
    assert sum(split) == amount
    exact = [Fraction(amount * share, sum(shares)) for share in shares]
    assert all(abs(part - share) < 1 for part, share in zip(split, exact, strict=True))


@pytest.mark.parametrize("shares", [[], [0, 0], [150, -50]])
def test_shares_that_nobody_can_pay_are_refused(shares):
    with pytest.raises(ValueError, match="somebody must have one"):
        split_by_shares(100, shares)


def test_currency_knows_its_minor_digits():
    assert [minor_digits(code) for code in ("USD", "EUR", "JPY", "KWD")] == [2, 2, 0, 3]
    with pytest.raises(ValueError, match="'XXQ' is not a currency code"):
        minor_digits("XXQ")


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        (123450, "USD", "en", "$1,234.50"),
        (123450, "USD", "en-US", "$1,234.50"),
        (-4500, "USD", "en", "-$45.00"),
        (123450, "EUR", "es", "1.234,50\u00a0€"),
        (1234567, "EUR", "es", "12.345,67\u00a0€"),
        (1235, "JPY", "en", "¥1,235"),
        (1234567, "KWD", "en", "KWD1,234.567"),
    ],
)
def test_amount_is_written_as_people_there_write_it(amount, currency, locale, written):
    assert format_money(amount, currency, locale) == written


@pytest.mark.parametrize(
    ("text", "mark", "currency", "amount"),
    [
        ("1,234.50", ".", "USD", 123450),
        ("1.234,50", ",", "EUR", 123450),
        ("1 234,50 €", ",", "EUR", 123450),
        ("1'234.50 CHF", ".", "CHF", 123450),
        ("(45.00)", ".", "USD", -4500),
        ("($1,045.5)", ".", "USD", -104550),
        ("-$45.00", ".", "USD", -4500),
        ("$-45.00", ".", "USD", -4500),
        ("\u221245", ".", "USD", -4500),
        ("45.00-", ".", "USD", -4500),
        ("USD 45", ".", "USD", 4500),
        ("$45 CAD", ".", "CAD", 4500),
        (".5", ".", "USD", 50),
        ("0", ".", "USD", 0),
        ("45.0000", ".", "USD", 4500),
        ("1,234", ".", "JPY", 1234),
        ("1234567.89", ".", "USD", 123456789),
        ("1,234", ".", "USD", 123400),
        ("1,234", ",", "KWD", 1234),
    ],
)
def test_amount_is_read_by_the_given_decimal_mark(text, mark, currency, amount):
    assert parse_money(text, decimal_mark=mark, currency=currency) == amount


@pytest.mark.parametrize(
    ("text", "mark", "currency"),
    [
        ("", ".", "USD"),
        ("$", ".", "USD"),
        ("free", ".", "USD"),
        ("1,23", ".", "USD"),
        ("1.234,50", ".", "USD"),
        ("12,34.50", ".", "USD"),
        ("1,234 567", ".", "USD"),
        ("--5", ".", "USD"),
        ("(-5)", ".", "USD"),
        ("5.", ".", "USD"),
        ("1e3", ".", "USD"),
        ("nan", ".", "USD"),
        ("45.001", ".", "USD"),
        ("45.5", ".", "JPY"),
        ("€45", ".", "USD"),
        ("\u0664\u0665", ".", "USD"),
    ],
)
def test_text_that_would_have_to_be_guessed_is_refused(text, mark, currency):
    with pytest.raises(NotAnAmountError):
        parse_money(text, decimal_mark=mark, currency=currency)


def test_refusal_says_what_is_wrong():
    with pytest.raises(NotAnAmountError, match=r"^'45\.001' has more decimals than USD has$"):
        parse_money(" 45.001 ", decimal_mark=".", currency="USD")


@given(amount=amounts, currency=st.sampled_from(["USD", "JPY", "KWD"]))
def test_what_we_write_we_read_back(amount, currency):
    written = format_money(amount, currency, "en")
    assert parse_money(written, decimal_mark=".", currency=currency) == amount


def test_a_country_pays_in_its_currency_and_what_is_no_country_in_none() -> None:
    assert [currency_of(region) for region in ("US", "CA", "ES", "XX", "001", "")] == [
        "USD",
        "CAD",
        "EUR",
        "",
        "",
        "",
    ]
