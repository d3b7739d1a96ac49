"""Days, months and spans of days. A span is half open: its first day counts, its until day does not."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from one on, up to but without another; no until means it has no end yet.

    Raises ValueError if it would end before it starts. A range that ends where it starts holds no day.
    """

    from_on: date
    until_on: date | None = None

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise ValueError("a range of days cannot end before it starts")

    @classmethod
    def through(cls, first_on: date, last_on: date) -> "DateRange":
        """The range of a first and a last day, as people say it."""
        return cls(first_on, last_on + _DAY)

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)

    @property
    def is_empty(self) -> bool:
        """Says whether no day lies in it."""
        return self.until_on == self.from_on

    @property
    def last_on(self) -> date | None:
        """The last day in it, as pages show it; None if it has no end. Raises ValueError if it is empty."""
        if self.is_empty:
            raise ValueError("a range without days has no last day")
        return self.until_on - _DAY if self.until_on else None

    @property
    def day_count(self) -> int:
        """How many days it has. Raises ValueError if it has no end."""
        return (self._end() - self.from_on).days

    def overlap(self, other: "DateRange") -> "DateRange | None":
        """The days in both ranges, or None if there are none."""
        from_on = max(self.from_on, other.from_on)
        ends = [until_on for until_on in (self.until_on, other.until_on) if until_on is not None]
        until_on = min(ends, default=None)
        return DateRange(from_on, until_on) if until_on is None or from_on < until_on else None

    def overlaps(self, other: "DateRange") -> bool:
        """Says whether some day lies in both ranges."""
        return self.overlap(other) is not None

    def days(self) -> Iterator[date]:
        """Every day in order. Raises ValueError if it has no end."""
        return (self.from_on + timedelta(days=place) for place in range(self.day_count))

    def months(self) -> list["Month"]:
        """Every month of which at least one day lies in it, in order. Raises ValueError if it has no end."""
        if self.from_on == self._end():
            return []
        month, last = Month.of(self.from_on), Month.of(self._end() - _DAY)
        months = [month]
        while month < last:
            month = month + 1
            months.append(month)
        return months

    def _end(self) -> date:
        if self.until_on is None:
            raise ValueError("a range without an end has no count of days")
        return self.until_on


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year: the period of most bills."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)  # raises ValueError for a month that does not exist

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Reads "2026-05" (ISO 8601). Raises ValueError for anything else."""
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if not match:
            raise ValueError(f"{text!r} is not a month such as 2026-05")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __add__(self, months: int) -> "Month":
        years, place = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, place + 1)

    def __sub__(self, months: int) -> "Month":
        return self + -months

    def months_since(self, earlier: "Month") -> int:
        """How many months later than another it is; negative if it is earlier."""
        return (self.year - earlier.year) * 12 + self.number - earlier.number

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def range(self) -> DateRange:
        """Its days."""
        return DateRange.through(self.first_on, self.day(31))

    def day(self, number: int) -> date:
        """The day of that number, or the last one of a shorter month: due on the 31st is due on 30 April.

        Raises ValueError for a number below 1.
        """
        return date(self.year, self.number, min(number, monthrange(self.year, self.number)[1]))


def merged(ranges: Iterable[DateRange]) -> list[DateRange]:
    """The same days in as few ranges as possible, in order: two closures that touch are one."""
    result: list[DateRange] = []
    for span in sorted((span for span in ranges if not span.is_empty), key=lambda span: span.from_on):
        last = result[-1] if result else None
        if last is None or (last.until_on is not None and last.until_on < span.from_on):
            result.append(span)
        elif last.until_on is not None:
            until_on = None if span.until_on is None else max(last.until_on, span.until_on)
            result[-1] = DateRange(last.from_on, until_on)
    return result
