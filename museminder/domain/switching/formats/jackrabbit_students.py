"""Jackrabbit's list of students: the family column names one guardian and the family's number."""

from museminder.domain.switching.formats.contact_lists import listed_classes, note_id, note_names, read_status
from museminder.domain.switching.formats.families import FamilyBook
from museminder.domain.switching.formats.names import is_filler, parse_family_label
from museminder.domain.switching.formats.row_reader import Reading, RowReader
from museminder.domain.switching.rules.findings import Finding
from museminder.domain.switching.rules.records import (
    ImportedEnrollment,
    ImportedGuardian,
    ImportedRoster,
    ImportedStudent,
)


def read_jackrabbit_students(reading: Reading, system: str) -> ImportedRoster:
    """Reads students, the classes listed at them, and their families.

    Rows of one family number may name different guardians: all of them belong to the family. The number is
    the family's external id.
    """
    book = FamilyBook()
    students: list[ImportedStudent] = []
    enrollments: list[ImportedEnrollment] = []
    findings: list[Finding] = []
    for row in reading.rows():
        student = _student(row, book)
        students.append(student)
        enrollments += listed_classes(row, student)
        findings += row.findings
    return ImportedRoster(
        system=system,
        region=reading.region,
        currency=reading.currency,
        rows=tuple(student.row for student in students),
        families=tuple(book.families.values()),
        guardians=tuple(book.guardians.values()),
        students=tuple(students),
        enrollments=tuple(enrollments),
        findings=tuple(findings),
    )


def _student(row: RowReader, book: FamilyBook) -> ImportedStudent:
    given, family = row.name("first_name"), row.name("last_name")
    note_names(row, given, family)
    external_id = note_id(row, "student_id")
    return ImportedStudent(
        row=row.reference,
        key=external_id or f"row:{row.reference}",
        external_id=external_id,
        family_key=_family_key(row, book, family),
        first_name=given,
        last_name=family,
        status=read_status(row),
        birth_date=row.day("birth_date"),
        note=row.text("note"),
        care_note=row.text("care_note"),
        level=row.line("level"),
    )


def _family_key(row: RowReader, book: FamilyBook, student_name: str) -> str:
    """Enters the family and the guardian its label names; a label without a number stands for itself."""
    text = row.line("family", limit=200)
    label = parse_family_label(text)
    if label is None:
        return book.enter_family(row, text, student_name)
    key = book.enter_family(row, label.number or text, label.guardian.family or student_name)
    given = "" if is_filler(label.guardian.given) else label.guardian.given
    if given:
        guardian = ImportedGuardian("", "", given, label.guardian.family, 1, rows=(row.reference,))
        book.enter_guardians(key, [guardian])
    return key
