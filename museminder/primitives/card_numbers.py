"""Finds payment card numbers that people paste where they do not belong, and masks them.

A number counts as a card number when its first digits and length belong to a card brand, its check digit is
right (Luhn, ISO/IEC 7812-1) and it is written the way people write card numbers. Phone numbers, ISBNs, IBANs,
dates, decimals, hashes and invoice numbers are written differently or start differently, and are left alone.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Brand: first digits, and how many digits such a card may have.
_BRANDS = (
    (re.compile(r"4"), {13, 16, 19}),  # Visa
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), {16}),  # Mastercard
    (re.compile(r"3[47]"), {15}),  # American Express
    (re.compile(r"30[0-5]|3095|3[689]"), {14, 16, 19}),  # Diners Club
    (re.compile(r"35(2[89]|[3-8])"), {16, 17, 18, 19}),  # JCB
    (re.compile(r"6"), {16, 17, 18, 19}),  # Discover, UnionPay, Maestro, RuPay
    (re.compile(r"50|5[678]|8[12]"), {16, 17, 18, 19}),  # Maestro, UnionPay, RuPay
    (re.compile(r"220[0-4]|9792"), {16}),  # Mir, Troy
)
_SHORTEST, _LONGEST = 13, 19
_SHOWN = 4  # last digits left, so that a family can tell which card it was

# Characters without a width hide inside a number and separate nothing (the last two make keycap signs).
_INVISIBLE = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\u20e3"
_SPACES = r" \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASHES = r"\-\u058a\u05be\u1806\u2010-\u2015\u2212\u2e3a\u2e3b\u301c\u3030\ufe58\ufe63\uff0d"
_ENCODED_SPACE = r"%20|%2[dD]|%[cC]2%[aA]0|&nbsp;|&\#160;"
# These separate other things as well (decimals, file names, lines), so they need the grouping of a card.
_DOUBTFUL = r"._+·\uff0e\r\n"
_GAP = rf"(?:[{_INVISIBLE}{_SPACES}{_DASHES}{_DOUBTFUL}]|{_ENCODED_SPACE})"

_CHAIN = re.compile(rf"\d(?:{_GAP}{{0,5}}\d){{{_SHORTEST - 1},}}")
_GROUP = re.compile(rf"\d(?:[{_INVISIBLE}]*\d)*")
_ENCODED = re.compile(_ENCODED_SPACE)
_DOUBT = re.compile(rf"[{_DOUBTFUL}]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

_HASH = re.compile(
    r"\b(?=[0-9-]*[a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,})\b", re.IGNORECASE
)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits written together: what they are, where they stand, and what separates them from those before."""

    digits: str
    places: list[int]
    gap: str


def contains_card_number(text: str) -> bool:
    """Says whether somebody wrote a payment card number anywhere in this text."""
    return next(_card_numbers(text), None) is not None


def mask_card_numbers(text: str) -> tuple[str, int]:
    """Replaces all but the last four digits of every payment card number by stars.

    Returns the text, as long as it was, and how many numbers were masked. Masking twice changes nothing.
    """
    hidden: set[int] = set()
    count = 0
    for places in _card_numbers(text):
        hidden.update(places[:-_SHOWN])
        count += 1
    if not count:
        return text, 0
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text)), count


def mask_card_numbers_in_bytes(data: bytes, encoding: str) -> tuple[bytes, int]:
    """Masks the payment card numbers in a file before it is kept.

    A file without any comes back byte for byte; bytes that are not valid in an ASCII-based encoding survive.
    Raises LookupError for an unknown encoding, UnicodeDecodeError for UTF-16 or UTF-32 that is broken.
    """
    exact = _encoding_without_mark(data, encoding)
    text, count = mask_card_numbers(data.decode(exact, errors="surrogateescape"))
    return (text.encode(exact, errors="surrogateescape"), count) if count else (data, 0)


def _card_numbers(text: str) -> Iterator[list[int]]:
    """Yields the places of the digits of each card number."""
    other: list[tuple[int, int]] | None = None
    for chain in _CHAIN.finditer(text):
        groups = _groups_of(chain)
        start = first = 0
        while first < len(groups):
            size = _longest_card_number(text, groups, start, first)
            if size and other is None:
                other = _spans_of_other_numbers(text)
            places = [place for group in groups[first : first + size] for place in group.places]
            if not size or any(begin <= places[-1] and places[0] < end for begin, end in other or ()):
                first += 1
                continue
            yield places
            start = first = _cut_to_what_stays(groups, first + size - 1)


def _groups_of(chain: re.Match[str]) -> list[_Group]:
    """Cuts a chain of digits at its separators; %20 between two groups is not two digits of its own."""
    text = _ENCODED.sub(lambda encoded: " " * len(encoded.group()), chain.group())
    groups: list[_Group] = []
    end = 0
    for match in _GROUP.finditer(text):
        places = [place for place in range(*match.span()) if text[place].isdecimal()]
        digits = "".join(str(unicodedata.decimal(text[place])) for place in places)
        gap = text[end : match.start()]
        groups.append(_Group(digits, [chain.start() + place for place in places], gap))
        end = match.end()
    return groups


def _longest_card_number(text: str, groups: list[_Group], start: int, first: int) -> int:
    """How many groups, from the first, make up a card number: 0 if none do. What is before start is gone."""
    if groups[first].digits[0] in "01":
        return 0  # no brand begins so; asked first because most numbers do
    longest, digits = 0, ""
    for last in range(first, min(len(groups), first + _LONGEST)):
        digits += groups[last].digits
        if len(digits) > _LONGEST:
            break
        if _is_card(digits) and _is_written_like_a_card(text, groups, start, first, last):
            longest = last - first + 1
    return longest


def _cut_to_what_stays(groups: list[_Group], last: int) -> int:
    """The digits that stay visible may begin another number with those behind them: where to look on."""
    wanted, at = _SHOWN, last
    while len(groups[at].digits) < wanted:
        wanted -= len(groups[at].digits)
        at -= 1
    groups[at] = _Group(groups[at].digits[-wanted:], groups[at].places[-wanted:], "")
    return at


def _is_card(digits: str) -> bool:
    if len(digits) < _SHORTEST or len(set(digits)) == 1:
        return False
    if not any(len(digits) in lengths and start.match(digits) for start, lengths in _BRANDS):
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def _is_written_like_a_card(text: str, groups: list[_Group], start: int, first: int, last: int) -> bool:
    """Says whether the grouping is a card's, unlike that of a phone number or of a row of amounts."""
    sizes = [len(group.digits) for group in groups[first : last + 1]]
    gaps = "".join(group.gap for group in groups[first + 1 : last + 1])
    place = groups[first].places[0]
    before = text[max(0, place - 2) : place]
    if before.endswith("+") and sum(sizes) <= 15:
        return False  # an international phone number has a plus and at most 15 digits (ITU-T E.164)
    if len(sizes) == 1:
        return not (before[-1:] == "." and before[:1].isdecimal())  # the decimals of a long fraction
    in_fours = all(size == 4 for size in sizes[:-1]) and sizes[-1] <= 4
    if in_fours or sizes in ([4, 6, 5], [4, 6, 4], [4, 3, 3, 3]):
        return len(_LINE_BREAK.findall(gaps)) <= 1
    if _DOUBT.search(gaps) or sum(sizes) < 15:
        return False
    if all(size == 1 for size in sizes):
        return not any(
            len(group.digits) == 1
            for group in (*groups[max(start, first - 1) : first], *groups[last + 1 : last + 2])
        )
    return min(sizes) >= 3 or (first == start and last == len(groups) - 1)


def _spans_of_other_numbers(text: str) -> list[tuple[int, int]]:
    """Where the text holds record ids, checksums and bank account numbers, whose digits are nobody's card."""
    spans = [match.span() for match in _HASH.finditer(text)]
    return spans + [match.span() for match in _IBAN.finditer(text) if _is_iban(match.group())]


def _is_iban(text: str) -> bool:
    """Says whether the check digits of a bank account number are right (ISO 13616, modulo 97)."""
    account = text.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _encoding_without_mark(data: bytes, encoding: str) -> str:
    """Chooses the codec that keeps a byte order mark as it is instead of writing one of its own."""
    name = codecs.lookup(encoding).name
    if name == "utf-8-sig":
        return "utf-8"
    if name == "utf-16":
        return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    if name == "utf-32":
        return "utf-32-be" if data.startswith(codecs.BOM_UTF32_BE) else "utf-32-le"
    return name
