"""The private lessons of a student's row: lists that stand beside each other and do not always match."""

import re

from museminder.domain.switching.formats.row_reader import RowReader
from museminder.domain.switching.rules.records import ImportedLesson, RateKind

_LISTS = ("subject", "instructor", "minutes", "price", "rate")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minutes|minuten|minutos)?\.?", re.IGNORECASE)


def read_lessons(
    row: RowReader, *, by_comma: bool
) -> tuple[tuple[ImportedLesson, ...], tuple[tuple[str, int], ...]]:
    """Reads the lessons, entry by entry; a single entry stands for all of them.

    Returns (lessons, lengths of the lists if they differ). The next lesson's date is the first lesson's.
    """
    lists = {name: _entries(row.text(name), by_comma=by_comma and name == "subject") for name in _LISTS}
    if not lists["subject"] and not lists["instructor"]:
        return (), ()
    count = max(len(entries) for entries in lists.values())
    next_on, next_at = row.moment("next_lesson")
    lessons = tuple(
        ImportedLesson(
            subject=_entry(lists["subject"], index),
            instructor=_entry(lists["instructor"], index),
            minutes=_minutes(row, _entry(lists["minutes"], index)),
            price_amount=row.amount("price", _entry(lists["price"], index)),
            rate=_rate(_entry(lists["rate"], index), hourly=by_comma),
            next_on=next_on if index == 0 else None,
            next_at=next_at if index == 0 else None,
        )
        for index in range(count)
    )
    lengths = tuple((name, len(entries)) for name, entries in lists.items() if entries)
    return lessons, lengths if len({length for _, length in lengths}) > 1 else ()


def _entries(text: str, *, by_comma: bool) -> list[str]:
    """Keeps blank entries between separators, because the lists are matched by position."""
    if not text:
        return []
    return [entry.strip() for entry in re.split(r"[;,\n]" if by_comma else r"[;\n]", text.rstrip("; "))]


def _entry(entries: list[str], index: int) -> str:
    if len(entries) == 1:
        return entries[0]
    return entries[index] if index < len(entries) else ""


def _minutes(row: RowReader, text: str) -> int | None:
    match = _MINUTES.fullmatch(text)
    return int(match[1]) if match else row.whole_number("minutes", text)


def _rate(text: str, *, hourly: bool) -> RateKind:
    plain = text.casefold()
    if hourly or "hour" in plain:
        return RateKind.PER_HOUR
    if "month" in plain:
        return RateKind.PER_MONTH
    return RateKind.PER_LESSON if "lesson" in plain else RateKind.UNKNOWN
