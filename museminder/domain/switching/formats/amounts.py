"""Amounts of money as people of a region write them, as whole minor units."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_currency_precision, get_decimal_symbol, get_group_symbol

from museminder.domain.switching.formats.regions import locale_of

_SPACES = re.compile(r"[\s\u00a0\u202f'\u2019]+")
_AMOUNT = re.compile(r"(\()?([^\d.,()]{0,6})(\d[\d.,]*)([^\d()]{0,8})(\))?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")
_MINUS = "-\u2212"
_GROUPED = {  # 1,234,567 and, as in India, 12,34,567
    sign: re.compile(
        rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+|\d{{1,2}}(?:{re.escape(sign)}\d{{2}})+{re.escape(sign)}\d{{3}}"
    )
    for sign in ".,"
}
_LARGEST_DIGITS = 13


def parse_amount(text: str, *, region: str, currency: str) -> int | None:
    """Reads an amount as minor units ("1.234,50" in Germany is 123450); None if it cannot be one.

    Negative are -5, 5-, (5) and "5 CR". A lone separator is read as the region does, unless only the other
    reading is possible. More decimals than the currency has make it unreadable, never rounded.
    """
    match = _AMOUNT.fullmatch(_SPACES.sub("", text))
    if match is None or bool(match[1]) != bool(match[5]):
        return None
    around, digits = match[2] + match[4].strip("."), match[3].rstrip(".,")
    signs = sum(sign in _MINUS for sign in around) + bool(match[1]) + ("cr" in around.casefold())
    if signs > 1 or not all(sign in _MINUS or _is_currency(sign) for sign in around):
        return None
    if not _PLAIN.fullmatch(digits) or sum(map(str.isdigit, digits)) > _LARGEST_DIGITS:
        return None
    places = get_currency_precision(currency)
    number = _number(digits, *_symbols(region), places=places)
    if number is None:
        return None
    minor = int(number.scaleb(places))
    return -minor if signs else minor


def _is_currency(sign: str) -> bool:
    """Says whether a sign may stand beside an amount: $, €, a letter of USD, DR or CR."""
    return sign.isalpha() or unicodedata.category(sign) == "Sc"


@lru_cache(maxsize=512)
def _symbols(region: str) -> tuple[str, str]:
    """The decimal and the grouping symbol of a region; a point and a comma where it is unknown."""
    locale = locale_of(region)
    decimal = "," if get_decimal_symbol(locale) == "," else "."
    group = get_group_symbol(locale)
    return decimal, group if group in ".," else "," if decimal == "." else "."


def _number(digits: str, decimal: str, group: str, *, places: int) -> Decimal | None:
    """Tries the region's way first, then the other way round: 45.00 is 45 in Germany too.

    The other way round never takes a lone separator for thousands: 1.234 in the US is a slip, not 1,234.
    """
    for point, thousands in ((decimal, group), (group, decimal)):
        whole, _, fraction = digits.partition(point)
        is_grouped = thousands in whole
        if thousands in fraction or point in fraction or len(fraction) > places:
            continue
        if is_grouped and not _GROUPED[thousands].fullmatch(whole):
            continue
        if is_grouped and thousands == decimal and not fraction:
            continue
        return Decimal(f"{whole.replace(thousands, '')}.{fraction or 0}")
    return None
