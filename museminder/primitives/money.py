"""Arithmetic on money: whole minor units (cents, yen) only, never a float, never a lost cent."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from babel.numbers import (
    format_currency,
    get_currency_precision,
    get_currency_symbol,
    get_territory_currencies,
    list_currencies,
)

_CURRENCIES = frozenset(list_currencies())
_PLAIN = {0xA0: " ", 0x2009: " ", 0x202F: " ", 0x2212: "-"}  # spaces and the minus that programs typeset with


class NotAnAmountError(ValueError):
    """What somebody typed, or a file holds, cannot be read as an amount of money without guessing."""


def currency_of(region: str) -> str:
    """What is paid with in a country (ISO 3166, two letters): CA, CAD; empty for what is no country.

    Where two are used, such as the balboa and the dollar in Panama, it is the one named first.
    """
    found = get_territory_currencies(region) if len(region) == 2 else []
    return found[0] if found else ""


def round_half_up(value: Fraction) -> int:
    """Rounds an exact value to a whole minor unit; a half goes away from zero, so refunds mirror charges."""
    twice = abs(value) * 2 + 1
    rounded = twice.numerator // (2 * twice.denominator)
    return rounded if value >= 0 else -rounded


def share_of(amount: int, part: int, whole: int) -> int:
    """The part of an amount that falls on some of a number of equal pieces, half up: 2 of 4 lessons of $50.

    Raises ValueError unless whole is positive.
    """
    if whole <= 0:
        raise ValueError("an amount cannot be spread over nothing")
    return round_half_up(Fraction(amount * part, whole))


def split_evenly(amount: int, parts: int) -> list[int]:
    """Splits an amount into equal parts; the first takes the remainder, so the sum is always the whole.

    The equal part is the half-up quotient ($1,750.00 in 9 is $194.44 and a first part of $194.48), unless so
    many cents went up that the first part would change its sign: then the quotient is rounded down.
    Raises ValueError unless parts is positive.
    """
    if parts <= 0:
        raise ValueError("an amount needs at least one part")
    size, sign = abs(amount), -1 if amount < 0 else 1
    each = share_of(size, 1, parts)
    if each * (parts - 1) > size:
        each = size // parts
    return [sign * (size - each * (parts - 1)), *[sign * each] * (parts - 1)]


def split_by_shares(amount: int, shares: Sequence[int]) -> list[int]:
    """Splits an amount among payers by their shares (60 and 40), in their order; the sum is always the whole.

    Minor units that do not divide go to the largest remainders, the earlier payer first when equal.
    Raises ValueError for a negative share or when nobody has one.
    """
    whole = sum(shares)
    if not shares or min(shares) < 0 or whole == 0:
        raise ValueError("shares must not be negative, and somebody must have one")
    size, sign = abs(amount), -1 if amount < 0 else 1
    parts = [size * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: (-(size * shares[place] % whole), place))
    for place in by_remainder[: size - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]


def minor_digits(currency: str) -> int:
    """How many digits follow the decimal mark in a currency (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD.

    Raises ValueError for a code that is no currency.
    """
    if currency not in _CURRENCIES:
        raise ValueError(f"{currency!r} is not a currency code")
    return get_currency_precision(currency)


def format_money(amount: int, currency: str, locale: str) -> str:
    """Writes an amount of minor units as people of a locale do: $1,234.50, 1.234,50 €, ¥1,235."""
    digits = minor_digits(currency)
    return format_currency(Decimal(amount).scaleb(-digits), currency, locale=locale.replace("-", "_"))


def parse_money(text: str, *, decimal_mark: str, currency: str) -> int:
    """Reads an amount a person typed or another program exported into minor units.

    The decimal mark, "." or ",", is never guessed: "1,234" is a thousand in one country and one in another.
    The currency's sign or code may stand before or after, (45.00) and 45.00- are negative. Raises
    NotAnAmountError, whose text says what is wrong, also for another currency's sign and for more decimals
    than the currency has.
    """
    if decimal_mark not in {".", ","}:
        raise ValueError("the decimal mark is a point or a comma")
    number, negative = _without_signs(text, currency)
    grouping = r"[,'\u2019 ]" if decimal_mark == "." else r"[.'\u2019 ]"
    whole = rf"\d{{1,3}}(?:(?P<mark>{grouping})\d{{3}}(?:(?P=mark)\d{{3}})*)?|\d+"
    match = re.fullmatch(
        rf"(?P<whole>{whole})?(?:{re.escape(decimal_mark)}(?P<minor>\d+))?", number, re.ASCII
    )
    if not match or not number:
        raise NotAnAmountError(f"{text.strip()!r} is not an amount")
    digits = minor_digits(currency)
    minor = (match["minor"] or "").ljust(digits, "0")
    if minor[digits:].strip("0"):
        raise NotAnAmountError(f"{text.strip()!r} has more decimals than {currency} has")
    amount = int(re.sub(r"\D", "", match["whole"] or "") + minor[:digits] or "0")
    return -amount if negative else amount


def _without_signs(text: str, currency: str) -> tuple[str, bool]:
    """Takes currency signs and the sign of the number away: what is left, and whether it is negative."""
    number = text.translate(_PLAIN).strip()
    negative = number.startswith("(") and number.endswith(")")
    if negative:
        number = number[1:-1].strip()
    for _ in range(2):  # "-$5" and "$-5" are both written
        number = number.removeprefix(currency).removesuffix(currency).strip(_sign_of(currency) + " ")
        unsigned = number.removeprefix("-") if number.startswith("-") else number.removesuffix("-")
        if not negative and unsigned != number:
            number, negative = unsigned.strip(), True
    return number, negative


def _sign_of(currency: str) -> str:
    """The sign people write for a currency, $ for dollars of any country; empty if it has none."""
    last = get_currency_symbol(currency, locale="en")[-1]
    return last if unicodedata.category(last) == "Sc" else ""
