"""Which list a file is, and which of its columns is which."""

from museminder.domain.switching.formats.fields import ColumnMapping, FormatKind, ListFormat, plain_heading
from museminder.domain.switching.formats.jackrabbit import (
    JACKRABBIT_CLASSES,
    JACKRABBIT_STAFF,
    JACKRABBIT_STUDENTS,
)
from museminder.domain.switching.formats.music_staff import MUSIC_STAFF_CONTACTS
from museminder.domain.switching.formats.teachworks import TEACHWORKS_STUDENTS
from museminder.domain.switching.formats.template import TEMPLATES
from museminder.domain.switching.formats.tutorbird import TUTORBIRD_CONTACTS

FORMATS: dict[FormatKind, ListFormat] = {
    list_format.kind: list_format
    for list_format in (
        MUSIC_STAFF_CONTACTS,
        TUTORBIRD_CONTACTS,
        JACKRABBIT_STUDENTS,
        JACKRABBIT_CLASSES,
        JACKRABBIT_STAFF,
        TEACHWORKS_STUDENTS,
        *TEMPLATES,
    )
}


def recognized_kind(headings: tuple[str, ...]) -> FormatKind | None:
    """Which list a file with these headings is; None if no list has all its telling headings among them."""
    present = {plain_heading(heading) for heading in headings}
    candidates = [
        list_format
        for list_format in FORMATS.values()
        if all(plain_heading(heading) in present for heading in list_format.signature)
    ]
    best = max(candidates, key=lambda candidate: _matches(candidate, present), default=None)
    return best.kind if best else None


def proposed_columns(kind: FormatKind, headings: tuple[str, ...]) -> ColumnMapping:
    """Matches headings to the fields of a list by name; the first of a field's known headings wins."""
    by_plain: dict[str, str] = {}
    for heading in headings:
        by_plain.setdefault(plain_heading(heading), heading)
    columns: dict[str, str] = {}
    for field in FORMATS[kind].fields:
        for known in field.headings:
            found = by_plain.get(plain_heading(known))
            if found is not None and found not in columns.values():
                columns[field.name] = found
                break
    return ColumnMapping(kind, columns)


def left_out_headings(mapping: ColumnMapping, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a file that would not be imported, in its order."""
    used = set(mapping.columns.values())
    return tuple(heading for heading in headings if heading not in used)


def mapping_problems(mapping: ColumnMapping, headings: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences on why somebody's matching of columns cannot be used; empty if it can."""
    list_format = FORMATS[mapping.kind]
    problems = [
        f"The file has no column “{heading}”."
        for heading in mapping.columns.values()
        if heading not in headings
    ]
    problems += [
        f"This list has no field “{name}”." for name in mapping.columns if list_format.field(name) is None
    ]
    chosen = list(mapping.columns.values())
    problems += [
        f"The column “{heading}” is used twice."
        for heading in dict.fromkeys(chosen)
        if chosen.count(heading) > 1
    ]
    needed = _NEEDED[mapping.kind]
    if not any(name in mapping.columns for name in needed):
        labels = " or ".join(field.label for field in list_format.fields if field.name in needed)
        problems.append(f"No column is matched to: {labels}.")
    return tuple(problems)


_STUDENT = ("first_name", "last_name")
_NEEDED: dict[FormatKind, tuple[str, ...]] = {
    FormatKind.MUSIC_STAFF_CONTACTS: _STUDENT,
    FormatKind.TUTORBIRD_CONTACTS: _STUDENT,
    FormatKind.JACKRABBIT_STUDENTS: _STUDENT,
    FormatKind.JACKRABBIT_CLASSES: ("class_name",),
    FormatKind.JACKRABBIT_STAFF: ("name",),
    FormatKind.TEACHWORKS_STUDENTS: _STUDENT,
    FormatKind.TEMPLATE_STUDENTS: _STUDENT,
    FormatKind.TEMPLATE_CLASSES: ("class_name",),
    FormatKind.TEMPLATE_STAFF: _STUDENT,
    FormatKind.TEMPLATE_BALANCES: ("balance",),
}


def _matches(list_format: ListFormat, present: set[str]) -> int:
    known = {plain_heading(heading) for field in list_format.fields for heading in field.headings}
    return len(known & present)
