"""Days as files write them: in which order day, month and year stand, and what each date then says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import lru_cache

from babel.dates import get_month_names

from museminder.domain.switching.formats.regions import locale_of

_NUMBERS = re.compile(r"(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[/.\-]?\s?(\d{2})\s?[/.\-]?\s?(\d{2})")
_DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s\-/]*(?:de\s+)?([^\W\d_]+)\.?[\s\-/,]*(?:de\s+)?(\d{2,4})"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d_]+)\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?[\s\-/,]+(\d{2,4})")
_MOMENT = re.compile(r"[\sT]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([AaPp])?\.?[Mm]?\.?Z?$")
_SERIAL = re.compile(r"([1-6]\d{4})(\.\d+)?")  # days since 1899-12-30, as Excel counts: 1927 to 2091
_EPOCH = date(1899, 12, 30)
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_EXAMPLES = 3
_PIVOT = 30  # two-digit years: 30 is 2030, 31 is 1931


class DateOrder(StrEnum):
    """In which order the three numbers of a date stand."""

    MONTH_DAY_YEAR = "mdy"
    DAY_MONTH_YEAR = "dmy"
    YEAR_MONTH_DAY = "ymd"


@dataclass(frozen=True, slots=True)
class DateExample:
    """A date as it stands in the file, and what it says in one order: None if it says nothing."""

    text: str
    read_as: date | None


@dataclass(frozen=True, slots=True)
class DateOrders:
    """Which orders the dates of a file allow, with three examples of each, for somebody to confirm.

    `proposed` is the order to offer first. `is_settled` says that the file allows no other; otherwise
    somebody has to choose. `unreadable` counts the dates that say nothing in that order.
    """

    proposed: DateOrder
    possible: tuple[DateOrder, ...]
    is_settled: bool
    examples: dict[DateOrder, tuple[DateExample, ...]]
    unreadable: dict[DateOrder, int]
    dates_seen: int


def orders_of(texts: Iterable[str], private_texts: Iterable[str], *, region: str) -> DateOrders:
    """Finds which orders all these dates allow; a file with a mistaken date keeps the order of the others.

    Private dates (of birth) count, but are examples only if there are no others. `region` (two letters,
    ISO 3166) only decides which of several possible orders is offered first.
    """
    shown = [text for text in texts if text.strip()]
    seen = [*shown, *(text for text in private_texts if text.strip())]
    unreadable = {order: sum(parse_date(text, order) is None for text in seen) for order in DateOrder}
    fewest = min(unreadable.values())
    possible = tuple(order for order in DateOrder if unreadable[order] == fewest)
    usual = usual_order(region)
    proposed = usual if usual in possible else possible[0]
    chosen = _telling(shown or seen, possible)
    readings = {tuple(parse_date(text, order) for text in seen) for order in possible}
    return DateOrders(
        proposed=proposed,
        possible=possible,
        is_settled=len(readings) == 1,
        examples={
            order: tuple(DateExample(text, parse_date(text, order)) for text in chosen) for order in DateOrder
        },
        unreadable=unreadable,
        dates_seen=len(seen),
    )


@lru_cache(maxsize=512)
def usual_order(region: str) -> DateOrder:
    """The order people of a region write dates in; day first where the region is unknown."""
    pattern = str(locale_of(region).date_formats["short"].pattern)
    letters = "".join(dict.fromkeys(sign for sign in pattern.lower() if sign in "dmy"))
    return {"mdy": DateOrder.MONTH_DAY_YEAR, "ymd": DateOrder.YEAR_MONTH_DAY}.get(
        letters, DateOrder.DAY_MONTH_YEAR
    )


def parse_date(text: str, order: DateOrder) -> date | None:
    """Reads one date, with or without a time behind it; None if it is none in this order.

    Dates that begin with a four-digit year and dates with a month's name read the same in every order, and so does
    the number that a spreadsheet shows for a date whose cell lost its format (42010 is 2015-01-06).
    """
    return _parse_date(text.strip(), order)


def parse_moment(text: str, order: DateOrder) -> tuple[date | None, time | None]:
    """Reads a date and the local time behind it; the time is None if there is none."""
    return parse_date(text, order), _time_behind(text.strip())


def is_serial(text: str) -> bool:
    """Whether a date stands there as the number a spreadsheet counts days with."""
    return _SERIAL.fullmatch(text.strip()) is not None


@lru_cache(maxsize=100_000)
def _parse_date(text: str, order: DateOrder) -> date | None:
    if match := _SERIAL.fullmatch(text):
        return date.fromordinal(_EPOCH.toordinal() + int(match[1]))
    day = _MOMENT.sub("", text).strip()
    if match := _YEAR_FIRST.fullmatch(day):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(day):
        return _in_order(match[1], match[3], match[4], order)
    if match := _DAY_NAME_YEAR.fullmatch(day):
        return _with_name(match[2], match[1], match[3])
    if match := _NAME_DAY_YEAR.fullmatch(day):
        return _with_name(match[1], match[2], match[3])
    return None


def _in_order(first: str, second: str, third: str, order: DateOrder) -> date | None:
    if len(first) == 4:
        return _date(int(first), int(second), int(third))
    if order is DateOrder.YEAR_MONTH_DAY:
        return None if len(third) > 2 else _date(_year(first), int(second), int(third))
    if len(third) not in {2, 4} or len(first) > 2:
        return None
    if order is DateOrder.MONTH_DAY_YEAR:
        return _date(_year(third), int(first), int(second))
    return _date(_year(third), int(second), int(first))


def _with_name(name: str, day: str, year: str) -> date | None:
    month = _months().get(name.casefold())
    return _date(_year(year), month, int(day)) if month and len(year) != 3 else None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Month names, full and short, in the languages studios keep their lists in."""
    names: dict[str, int] = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context=context, locale=language).items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if year <= _PIVOT else 1900 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1800 else None
    except ValueError:
        return None


def _time_behind(text: str) -> time | None:
    if match := _SERIAL.fullmatch(text):
        minutes = round(float(match[2] or 0) * 24 * 60)
        return time(minutes // 60, minutes % 60) if match[2] and minutes < 24 * 60 else None
    match = _MOMENT.search(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _telling(texts: list[str], possible: tuple[DateOrder, ...]) -> list[str]:
    """Three dates that show the difference: the ones that read differently first, then the others."""
    different: list[str] = []
    same: list[str] = []
    for text in dict.fromkeys(texts):
        readings = {parse_date(text, order) for order in (*possible, *DateOrder)}
        (different if len(readings - {None}) > 1 else same).append(text)
        if len(different) >= _EXAMPLES and same:
            break
    return [*different[: _EXAMPLES - 1], *same, *different[_EXAMPLES - 1 :]][:_EXAMPLES]
