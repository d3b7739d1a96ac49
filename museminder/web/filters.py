"""Money, days and moments as the reader writes them; the filters of every template."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent

from museminder.primitives.money import format_money, minor_digits
from museminder.web.reading import currency_of_page, on_the_clock, reader, reader_name

MINUS = "\N{MINUS SIGN}"
DATE_SKELETONS = {"day": "MMMEd", "month": "yMMMM", "weekday": "EEEE", "short_day": "MMMd"}


def money(amount: int, currency: str | None = None) -> str:
    """An amount as the family reads it: 28450 is "$284.50", -950 has a true minus sign.

    `amount` is in minor units (cents); `currency` is the page's studio's unless given.
    """
    return _money(amount, currency or currency_of_page(), reader_name())


@lru_cache(
    maxsize=8192
)  # Babel takes its time, and a page shows the same few amounts and days again and again
def _money(amount: int, currency: str, locale: str) -> str:
    return format_money(amount, currency, locale).replace("-", MINUS)


def money_parts(amount: int, currency: str | None = None) -> tuple[str, str, str, str]:
    """An amount cut for large type: 28450 is ("$284", ".", "50", ""); in euros ("284", ",", "50", " €")."""
    written = money(amount, currency)
    cut = re.fullmatch(rf"(.*\d)({re.escape(decimal_mark())})(\d+)(.*)", written)
    return (cut[1], cut[2], cut[3], cut[4]) if cut else (written, "", "", "")


def amount_typed(amount: int, currency: str) -> str:
    """An amount as it is typed into a field, without its currency: 123450 is "1,234.50"."""
    digits = minor_digits(currency)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(Decimal(amount).scaleb(-digits), format=pattern, locale=reader())


def decimal_mark() -> str:
    """What stands before the cents in the reader's language: "." or ","."""
    return str(reader().number_symbols["latn"]["decimal"])


def number(value: int | float | Decimal) -> str:
    """A count with the reader's separators: 12480 is "12,480"."""
    return format_decimal(value, locale=reader()).replace("-", MINUS)


def percent(share: float | Decimal) -> str:
    """A share between 0 and 1 as a percentage with one digit: 0.941 is "94.1%"."""
    return format_percent(share, format="#,##0.#%", locale=reader()).replace("-", MINUS)


def date(value: dt.date | dt.datetime, style: str = "long") -> str:
    """A day as the reader writes it: "May 20, 2026".

    `style`: short, medium, long, full (with the weekday), day ("Wed, May 20"), short_day, month, weekday.
    A moment is first read on the studio's clock.
    """
    if isinstance(value, dt.datetime):
        value = on_the_clock(value).date()
    return _date(value, style, reader_name())


@lru_cache(maxsize=4096)
def _date(value: dt.date, style: str, locale: str) -> str:
    skeleton = DATE_SKELETONS.get(style)
    if skeleton == "EEEE":
        return format_date(value, skeleton, locale=locale)
    if skeleton:
        return str(format_skeleton(skeleton, value, locale=locale))
    return format_date(value, style, locale=locale)


def time(value: dt.datetime | dt.time) -> str:
    """A time of day on the studio's clock: "3:30 pm"."""
    if isinstance(value, dt.datetime):
        value = on_the_clock(value).time()
    return _time(value, reader_name())


@lru_cache(maxsize=4096)
def _time(value: dt.time, locale: str) -> str:
    written = format_time(value, "short", locale=locale)
    return re.sub(r"[\s\u202f]*([AP])M$", lambda half: f" {half[1].lower()}m", written)


def datetime(value: dt.datetime, style: str = "medium") -> str:
    """A moment on the studio's clock: "May 20, 2026, 3:30 pm"."""
    return f"{date(value, style)}, {time(value)}"


def iso(value: dt.date | dt.datetime | dt.time) -> str:
    """A moment as programs read it, for the `datetime` attribute of a <time>."""
    return (
        on_the_clock(value).isoformat(timespec="minutes")
        if isinstance(value, dt.datetime)
        else value.isoformat()
    )


def phone(written: str) -> str:
    """A telephone number as people of the country read it: "+19195550177" is "(919) 555-0177" in North Carolina.

    One of another country keeps its country code; what is no telephone number stays as it was written.
    """
    return _phone(written, reader().territory)


@lru_cache(maxsize=4096)
def _phone(written: str, country: str | None) -> str:
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return written
    if not phonenumbers.is_possible_number(number):
        return written
    at_home = country and number.country_code == phonenumbers.country_code_for_region(country)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)


def initials(name: str) -> str:
    """One or two letters for a tile: "Wilhelmina Papadimitriou" is "WP"."""
    words = [word for word in re.split(r"\s+", name.strip()) if word[:1].isalpha()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)


FILTERS = {
    "money": money,
    "money_parts": money_parts,
    "number": number,
    "percent": percent,
    "date": date,
    "time": time,
    "datetime": datetime,
    "iso": iso,
    "phone": phone,
    "initials": initials,
}
