"""Times of day and days of the week as lists of classes write them."""

import re
from datetime import time
from functools import lru_cache

from babel.dates import get_day_names

from museminder.domain.switching.formats.regions import locale_of

_TIME = re.compile(
    r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?::\d{2})?\s*(?:h|uhr)?\s*(a|p)?\.?\s*(?:m\.?)?", re.IGNORECASE
)
_ENGLISH = {
    "monday": 0, "mon": 0, "mo": 0, "m": 0,
    "tuesday": 1, "tues": 1, "tue": 1, "tu": 1, "t": 1,
    "wednesday": 2, "weds": 2, "wed": 2, "we": 2, "w": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "th": 3, "r": 3,
    "friday": 4, "fri": 4, "fr": 4, "f": 4,
    "saturday": 5, "sat": 5, "sa": 5,
    "sunday": 6, "sun": 6, "su": 6, "u": 6,
}  # fmt: skip
_SPLIT = re.compile(r"[\s,;/&+]+|\band\b|\bund\b|\bet\b|\by\b", re.IGNORECASE)
_RANGE = re.compile(r"([^\W\d_]+)\.?\s*[-\u2013]\s*([^\W\d_]+)\.?")
_RUN = re.compile(r"th|tu|su|sa|[mtwrfu]")
_EARLIEST_HOUR = 7  # "3:30" without am or pm is hardly half past three at night


_SPAN = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\bbis\b|\buntil\b)\s*", re.IGNORECASE)
_HALF = re.compile(r"([ap])\.?\s*(?:m\.?)?$", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"0?\.\d+")  # how a spreadsheet counts a time whose cell lost its format


class AmbiguousTime(ValueError):
    """A time that could be in the morning or in the afternoon."""


def parse_time(text: str) -> time | None:
    """Reads a time of day: 3:30pm, 3:30 PM, 15:30, 15h30, 9am. None if it is none.

    Raises AmbiguousTime for an hour below 7 without am or pm and without a leading zero.
    """
    if _PART_OF_DAY.fullmatch(text.strip()):
        minutes = round(float(text) * 24 * 60)
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if (
        minute > 59
        or hour > 23
        or (half and not 1 <= hour <= 12)
        or not (half or match[2] or "h" in text.lower())
    ):
        return None
    if half:
        return time(hour % 12 + (12 if half == "p" else 0), minute)
    if 0 < hour < _EARLIEST_HOUR and not text.strip().startswith("0"):
        raise AmbiguousTime(text)
    return time(hour, minute)


def split_span(text: str) -> tuple[str, str]:
    """Cuts "4:30 PM - 5:15p" in two; (text, "") if there is one time only.

    A beginning without am or pm has the end's: 4:30 - 5:15 PM; unless it would then be the later one: 11:30 - 12:15 PM.
    """
    parts = _SPAN.split(text.strip())
    if len(parts) != 2 or not all(any(sign.isdigit() for sign in part) for part in parts):
        return text, ""
    starts, ends = parts
    half = _HALF.search(ends)
    if half and not _HALF.search(starts) and "h" not in starts.lower():
        said, until = parse_time(f"{starts}{half[1]}"), parse_time(ends)
        if said and until and said > until:
            return f"{starts}{'a' if half[1].lower() == 'p' else 'p'}", ends
        return f"{starts}{half[1]}", ends
    return starts, ends


def parse_weekdays(text: str, *, region: str) -> tuple[int, ...] | None:
    """Reads days of the week, 0 for Monday: "M, W", "MWF", "TuTh", "Mon/Wed", "M-F", "Di, Do" in Germany.

    None if any part of the text is no day; a lone "S" is none, because it could be Saturday or Sunday.
    """
    names = _names(region)
    if match := _RANGE.fullmatch(text.strip()):
        first, last = (_days_of(part, names) for part in match.groups())
        if first and last and len(first) == len(last) == 1:
            return tuple(sorted((first[0] + step) % 7 for step in range((last[0] - first[0]) % 7 + 1)))
    days: set[int] = set()
    for part in filter(None, _SPLIT.split(text.strip())):
        found = _days_of(part.strip(".-"), names)
        if found is None:
            return None
        days.update(found)
    return tuple(sorted(days)) or None


def _days_of(part: str, names: dict[str, int]) -> list[int] | None:
    word = part.casefold().rstrip(".")
    if word in names:
        return [names[word]]
    if word.endswith("s") and word[:-1] in names and len(word) > 5:
        return [names[word[:-1]]]
    run = _RUN.findall(word)
    return [_ENGLISH[day] for day in run] if run and "".join(run) == word else None


@lru_cache(maxsize=256)
def _names(region: str) -> dict[str, int]:
    """The region's own names of the days over the English ones: "Mi" is Wednesday in Germany and Mexico."""
    names = dict(_ENGLISH)
    locale = locale_of(region)
    for width in ("wide", "abbreviated", "short"):
        for context in ("format", "stand-alone"):
            for day, name in get_day_names(width, context=context, locale=locale).items():
                names[name.casefold().rstrip(".")] = day
    return names
