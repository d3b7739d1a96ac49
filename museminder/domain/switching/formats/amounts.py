"""Amounts of money as people of a region write them, as whole minor units."""

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_currency_precision, get_decimal_symbol, get_group_symbol

from museminder.domain.switching.formats.regions import locale_of

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_SIGN_WORDS = re.compile(r"\b(cr|dr)\b\.?", re.IGNORECASE)
_MONEY_WORDS = re.compile(r"[^\d.,()\-\u2212]+")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)*")
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
    words = text.strip()
    is_credit = any(word.lower() == "cr" for word in _SIGN_WORDS.findall(words))
    bare = _MONEY_WORDS.sub("", _SPACES.sub("", _SIGN_WORDS.sub("", words))).replace("\u2212", "-")
    if len(re.findall(r"[^\W\d_]", words)) > 6:
        return None  # a sentence with a number in it
    in_brackets = bare.startswith("(") and bare.endswith(")")
    negative = in_brackets or bare.startswith("-") or bare.endswith("-")
    digits = bare.strip("()-").rstrip(".,") if negative else bare.rstrip(".,")
    if not _PLAIN.fullmatch(digits) or sum(map(str.isdigit, digits)) > _LARGEST_DIGITS:
        return None
    places = get_currency_precision(currency)
    number = _number(digits, *_symbols(region), places=places)
    if number is None:
        return None
    minor = int(number.scaleb(places))
    return -minor if negative != is_credit else minor


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
