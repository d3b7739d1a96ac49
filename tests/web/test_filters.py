"""Money, days and moments as readers write them."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django.utils import translation

from museminder.web import filters
from museminder.web.reading import as_read_in, currency_of_page

OHIO = SimpleNamespace(currency="USD", time_zone="America/New_York", locale="en-US")
MADRID = SimpleNamespace(currency="EUR", time_zone="Europe/Madrid", locale="es-ES")
NOON = datetime(2026, 5, 20, 19, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "studio", "amount", "written"),
    [
        ("en", OHIO, 28450, "$284.50"),
        ("en", OHIO, -950, "\N{MINUS SIGN}$9.50"),
        ("en", OHIO, 0, "$0.00"),
        ("es", OHIO, 123450, "$1,234.50"),
        ("es", MADRID, 123450, "1.234,50\N{NO-BREAK SPACE}€"),
        ("en", MADRID, 5, "0,05\N{NO-BREAK SPACE}€"),
    ],
)
def test_money_is_written_in_the_reader_s_language_and_the_studio_s_country(
    language, studio, amount, written
):
    with translation.override(language), as_read_in(studio):
        assert filters.money(amount) == written


@pytest.mark.parametrize(
    ("currency", "language", "written"),
    [
        ("USD", "es", "$1,234.50"),
        ("GBP", "en", "£1,234.50"),
        ("EUR", "es", "1.234,50\N{NO-BREAK SPACE}€"),
        ("EUR", "en", "€1,234.50"),
    ],
)
def test_studio_that_names_no_country_has_the_one_of_its_currency(currency, language, written):
    studio = SimpleNamespace(currency=currency, time_zone="UTC", locale="en")
    with translation.override(language), as_read_in(studio):
        assert filters.money(123450) == written


def test_money_outside_a_studio_needs_its_currency():
    with pytest.raises(LookupError, match="belongs to no studio"):
        currency_of_page()
    with translation.override("en"):
        assert filters.money(100, "JPY") == "¥100"


def test_amount_is_cut_where_its_cents_begin():
    with translation.override("en"), as_read_in(OHIO):
        assert filters.money_parts(128450) == ("$1,284", ".", "50", "")
    with translation.override("es"), as_read_in(MADRID):
        assert filters.money_parts(28450) == ("284", ",", "50", "\N{NO-BREAK SPACE}€")
    assert filters.money_parts(100, "JPY") == ("¥100", "", "", "")


def test_amount_in_a_field_has_no_currency():
    with translation.override("en"), as_read_in(OHIO):
        assert filters.amount_typed(123450, "USD") == "1,234.50"
        assert filters.amount_typed(1234, "JPY") == "1,234"
    with translation.override("es"), as_read_in(MADRID):
        assert filters.amount_typed(1234567, "EUR") == "12.345,67"


def test_moment_is_read_on_the_studio_s_clock():
    with translation.override("en"), as_read_in(OHIO):
        assert filters.time(NOON) == "3:05 pm"
        assert filters.datetime(NOON) == "May 20, 2026, 3:05 pm"
        assert filters.iso(NOON) == "2026-05-20T15:05-04:00"
    with translation.override("es"), as_read_in(MADRID):
        assert filters.time(NOON) == "21:05"


def test_evening_belongs_to_the_day_the_studio_has():
    late = datetime(2026, 5, 21, 3, 30, tzinfo=UTC)
    with translation.override("en"), as_read_in(OHIO):
        assert filters.date(late) == "May 20, 2026"
    with translation.override("en"), as_read_in(MADRID):
        assert filters.date(late) == "21 May 2026"


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("short", "5/20/26"),
        ("medium", "May 20, 2026"),
        ("full", "Wednesday, May 20, 2026"),
        ("day", "Wed, May 20"),
        ("short_day", "May 20"),
        ("month", "May 2026"),
        ("weekday", "Wednesday"),
    ],
)
def test_date_has_these_styles(style, written):
    with translation.override("en"):
        assert filters.date(date(2026, 5, 20), style) == written


def test_date_is_in_the_reader_s_order():
    with translation.override("es"), as_read_in(MADRID):
        assert filters.date(date(2026, 5, 20), "short") == "20/5/26"
        assert filters.date(date(2026, 5, 20), "month") == "mayo de 2026"


def test_clock_time_needs_no_zone():
    with translation.override("en"):
        assert filters.time(time(9, 0)) == "9:00 am"
        assert filters.iso(time(9, 0)) == "09:00:00"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Wilhelmina Papadimitriou-Vandersteen", "WP"),
        ("Inés de la Cruz y Montenegro", "IM"),
        ("Łukasz", "Ł"),
        ("  ", ""),
        ("(no name)", "N"),
    ],
)
def test_tile_shows_one_or_two_letters(name, letters):
    assert filters.initials(name) == letters


def test_counts_and_shares_have_the_reader_s_separators():
    with translation.override("en"), as_read_in(OHIO):
        assert filters.number(12480) == "12,480"
        assert filters.percent(0.941) == "94.1%"
        assert filters.percent(-0.05) == "\N{MINUS SIGN}5%"


@pytest.mark.parametrize(
    ("studio", "stored", "written"),
    [
        (OHIO, "+19195550177", "(919) 555-0177"),
        (OHIO, "919 555 0177", "(919) 555-0177"),
        (OHIO, "+34912345678", "+34 912 34 56 78"),
        (MADRID, "+34912345678", "912 34 56 78"),
        (MADRID, "+19195550177", "+1 919-555-0177"),
        (OHIO, "ask at the desk", "ask at the desk"),
        (OHIO, "12", "12"),
        (OHIO, "", ""),
    ],
)
def test_telephone_number_is_written_as_the_country_reads_it(studio, stored, written):
    with as_read_in(studio):
        assert filters.phone(stored) == written
