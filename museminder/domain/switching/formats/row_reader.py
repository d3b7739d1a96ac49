"""Reads the cells of one row by field, and notes what is wrong with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from museminder.domain.switching.formats.amounts import parse_amount
from museminder.domain.switching.formats.dates import DateOrder, is_serial, parse_date, parse_moment
from museminder.domain.switching.formats.fields import ColumnMapping, is_id_heading
from museminder.domain.switching.formats.names import remark_in
from museminder.domain.switching.formats.phones import parse_phone
from museminder.domain.switching.formats.tables import TableRow
from museminder.domain.switching.formats.times import AmbiguousTime, parse_time, parse_weekdays, split_span
from museminder.domain.switching.formats.uploads import Upload
from museminder.domain.switching.rules.findings import Finding, FindingCode, RowReference
from museminder.domain.switching.rules.records import ImportedPhone
from museminder.primitives.text import looks_like_formula

NAME_LIMIT = 80
PHONE_LIMIT = 40
TEXT_LIMIT = 4_000
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^<>]*>")
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf\u0192\u2020-\u2030\u0152\u0153\u0160\u0161\u0178]|â€|\ufffd")
_YES = frozenset(("adult", "yes", "y", "true", "1", "x", "ja", "oui", "sí", "si"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How the texts of a file are to be understood: its columns, its date order, its region, its currency."""

    upload: Upload
    mapping: ColumnMapping
    date_order: DateOrder
    region: str
    currency: str

    def rows(self) -> Iterator["RowReader"]:
        """Each row of the file, ready to be read by field."""
        positions = {heading: column for column, heading in enumerate(self.upload.table.headings)}
        columns = {name: positions[heading] for name, heading in self.mapping.columns.items()}
        for row in self.upload.table.rows:
            reader = RowReader(self, row, columns)
            reader.note_row()
            yield reader


@dataclass(slots=True)
class RowReader:
    """One row. Reading methods take a field name and return an empty value if the cell says nothing."""

    reading: Reading
    row: TableRow
    columns: dict[str, int]
    findings: list[Finding] = field(default_factory=list)

    @property
    def reference(self) -> RowReference:
        """Where this row stands."""
        return RowReference(self.reading.upload.name, self.row.number)

    def note(self, code: FindingCode, name: str = "", **values: object) -> None:
        """Notes something about the row, or about the cell of one field."""
        texts = tuple((key, str(value)) for key, value in values.items())
        heading = self.reading.mapping.columns.get(name, "")
        self.findings.append(Finding(self.reference, code, name, heading, texts))

    def note_row(self) -> None:
        """Notes what happened to the row as a whole on the way in."""
        headings = self.reading.upload.table.headings
        if self.row.is_cut_off:
            self.note(FindingCode.ROW_CUT_OFF)
        if self.row.is_too_long:
            self.note(FindingCode.ROW_TOO_LONG)
        for column in self.row.card_columns:
            if column < len(headings):
                is_id = is_id_heading(headings[column])
                code = FindingCode.ID_LIKE_CARD if is_id else FindingCode.CARD_NUMBER
                self.findings.append(Finding(self.reference, code, heading=headings[column]))
        self.findings += [
            Finding(self.reference, FindingCode.CONTROL_CHARACTERS, heading=headings[column])
            for column in self.row.cleaned_columns
            if column < len(headings)
        ]

    def raw(self, name: str) -> str:
        """The text of a cell as it stands; "" if the field has no column."""
        column = self.columns.get(name)
        return self.row.cells[column] if column is not None else ""

    def text(self, name: str, *, limit: int = TEXT_LIMIT) -> str:
        """The text of a cell, kept as text whatever it looks like."""
        text = self.raw(name)
        if not text:
            return text
        if len(text) > limit:
            self.note(FindingCode.TEXT_TOO_LONG, name, length=len(text), limit=limit)
        if not text[0].isalnum() and looks_like_formula(text):
            self.note(FindingCode.FORMULA_TEXT, name)
        if "<" in text and _MARKUP.search(text):
            self.note(FindingCode.MARKUP_TEXT, name)
        if not text.isascii() and (garbled := _GARBLED.search(text)):
            self.note(FindingCode.GARBLED_TEXT, name, text=garbled[0])
        return text

    def line(self, name: str, *, limit: int = NAME_LIMIT) -> str:
        """Text on one line, as ids, places and names are."""
        return " ".join(self.text(name, limit=limit).split())

    def name(self, name: str, *, limit: int = NAME_LIMIT) -> str:
        """A name on one line; a remark in it is noted and kept."""
        text = self.line(name, limit=limit)
        if (remark := remark_in(text)) and not looks_like_formula(text):
            self.note(FindingCode.NAME_REMARK, name, text=remark)
        return text

    def email(self, name: str) -> str:
        """An e-mail address in the case it was typed in; "" and a note if it is none."""
        text = self.raw(name).removeprefix("mailto:").strip("<> ")
        if text and not (_EMAIL.fullmatch(text) and len(text) <= 254):
            self.note(FindingCode.EMAIL_UNREADABLE, name, text=text)
            return ""
        return text

    def phone(self, name: str, kind: str) -> tuple[ImportedPhone, ...]:
        """One phone number or none; what cannot be dialed is noted and kept."""
        text = self.raw(name)
        if not text:
            return ()
        if len(text) > PHONE_LIMIT:
            self.note(FindingCode.TEXT_TOO_LONG, name, length=len(text), limit=PHONE_LIMIT)
        phone = parse_phone(text, kind=kind, region=self.reading.region)
        if not phone.dialable:
            self.note(FindingCode.PHONE_UNREADABLE, name, text=text)
        return (phone,)

    def day(self, name: str) -> date | None:
        """A day in the date order of the file."""
        text = self.raw(name)
        day = parse_date(text, self.reading.date_order) if text else None
        if text and day is None:
            self.note(FindingCode.DATE_UNREADABLE, name, text=text)
        elif day and is_serial(text):
            self.note(FindingCode.DATE_FROM_NUMBER, name, text=text, day=day)
        return day

    def moment(self, name: str) -> tuple[date | None, time | None]:
        """A day and the local time behind it."""
        text = self.raw(name)
        day, at = parse_moment(text, self.reading.date_order) if text else (None, None)
        if text and day is None:
            self.note(FindingCode.DATE_UNREADABLE, name, text=text)
        return day, at

    def span_of_day(self, first: str, last: str) -> tuple[time | None, time | None]:
        """When something begins and ends; both may stand in the first cell: "4:30 PM - 5:15p"."""
        starts, ends = split_span(self.raw(first))
        if not ends:
            return self.time_of_day(first), self.time_of_day(last)
        return self.time_of_day(first, starts), self.time_of_day(
            last if self.raw(last) else first, self.raw(last) or ends
        )

    def time_of_day(self, name: str, said: str | None = None) -> time | None:
        """A time of day; `said` stands for a part of the cell."""
        text = self.raw(name) if said is None else said
        try:
            at = parse_time(text) if text else None
        except AmbiguousTime:
            self.note(FindingCode.TIME_AMBIGUOUS, name, text=text)
            return None
        if text and at is None:
            self.note(FindingCode.TIME_UNREADABLE, name, text=text)
        return at

    def weekdays(self, name: str) -> tuple[int, ...]:
        """The days of the week, 0 for Monday."""
        text = self.raw(name)
        days = parse_weekdays(text, region=self.reading.region) if text else ()
        if days is None:
            self.note(FindingCode.DAYS_UNREADABLE, name, text=text)
        return days or ()

    def amount(self, name: str, text: str | None = None) -> int | None:
        """An amount in minor units; `text` stands for one entry of a list in the cell."""
        wanted = self.raw(name) if text is None else text
        if not wanted:
            return None
        amount = parse_amount(wanted, region=self.reading.region, currency=self.reading.currency)
        if amount is None:
            self.note(FindingCode.AMOUNT_UNREADABLE, name, text=wanted)
        return amount

    def whole_number(self, name: str, text: str | None = None) -> int | None:
        """A whole number, negative ones included."""
        wanted = (self.raw(name) if text is None else text).replace("\u2212", "-")
        if not wanted:
            return None
        if not re.fullmatch(r"[+-]?\d{1,6}(?:[.,]0+)?", wanted):
            self.note(FindingCode.NUMBER_UNREADABLE, name, text=wanted)
            return None
        return int(re.split(r"[.,]", wanted)[0])

    def says_yes(self, name: str) -> bool:
        """Says whether a cell is marked: "Adult", "Yes", "x"."""
        return self.raw(name).casefold() in _YES
