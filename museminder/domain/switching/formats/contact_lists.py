"""Lists with one row per student, guardians beside it: My Music Staff, TutorBird, Teachworks, our own."""

import re
from dataclasses import replace

from museminder.domain.switching.formats.families import FamilyBook
from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.lessons import read_lessons
from museminder.domain.switching.formats.names import is_filler, split_list
from museminder.domain.switching.formats.row_reader import Reading, RowReader
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.findings import Finding, FindingCode
from museminder.domain.switching.rules.lessons import private_course_key
from museminder.domain.switching.rules.records import (
    ImportedCourse,
    ImportedEnrollment,
    ImportedGuardian,
    ImportedMakeUpCredit,
    ImportedRoster,
    ImportedStaff,
    ImportedStudent,
    StudentStatus,
)

CONTACTS = 4
_STATUSES = {
    "": StudentStatus.ACTIVE,
    "active": StudentStatus.ACTIVE,
    "current": StudentStatus.ACTIVE,
    "inactive": StudentStatus.INACTIVE,
    "archived": StudentStatus.INACTIVE,
    "dropped": StudentStatus.INACTIVE,
    "lead": StudentStatus.LEAD,
    "prospective": StudentStatus.LEAD,
    "trial": StudentStatus.TRIAL,
    "waiting": StudentStatus.WAITING,
    "waitlist": StudentStatus.WAITING,
    "waitlisted": StudentStatus.WAITING,
}


def read_contact_list(reading: Reading, system: str) -> ImportedRoster:
    """Reads families, guardians, students, their private lessons, classes and make-up credits."""
    book = FamilyBook()
    students: list[ImportedStudent] = []
    enrollments: list[ImportedEnrollment] = []
    makeup_credits: list[ImportedMakeUpCredit] = []
    findings: list[Finding] = []
    for row in reading.rows():
        student = _student(row, book, by_comma=reading.mapping.kind is FormatKind.TEACHWORKS_STUDENTS)
        students.append(student)
        enrollments += listed_classes(row, student)
        count = row.whole_number("makeup_credits")
        if count:
            makeup_credits.append(ImportedMakeUpCredit(row.reference, student.key, count))
        findings += row.findings
    return ImportedRoster(
        system=system,
        region=reading.region,
        currency=reading.currency,
        rows=tuple(student.row for student in students),
        families=tuple(book.families.values()),
        guardians=tuple(book.guardians.values()),
        students=tuple(students),
        staff=_instructors(students),
        courses=_private_courses(students),
        enrollments=tuple(enrollments),
        makeup_credits=tuple(makeup_credits),
        findings=tuple(findings),
    )


def read_status(row: RowReader) -> StudentStatus:
    """The status of a student; an unknown one is noted and taken for active."""
    text = row.raw("status").casefold()
    if text not in _STATUSES:
        row.note(FindingCode.STATUS_UNKNOWN, "status", text=row.raw("status"))
    return _STATUSES.get(text, StudentStatus.ACTIVE)


def listed_classes(row: RowReader, student: ImportedStudent) -> list[ImportedEnrollment]:
    """The classes a student's row lists, separated by semicolons or lines."""
    names = dict.fromkeys(" ".join(name.split()) for name in split_list(row.text("classes")))
    return [ImportedEnrollment(row.reference, student.key, name) for name in names]


def note_names(row: RowReader, given: str, family: str) -> None:
    """Notes what is missing of a student's name."""
    if not given and not family:
        row.note(FindingCode.NAME_MISSING, "first_name")
    elif not given:
        row.note(FindingCode.FIRST_NAME_MISSING, "first_name")
    elif not family:
        row.note(FindingCode.LAST_NAME_MISSING, "last_name")


def note_id(row: RowReader, name: str) -> str:
    """The other system's id of a row; a missing one is noted."""
    external_id = row.line(name)
    if not external_id:
        row.note(FindingCode.ID_MISSING, name)
    return external_id


def _student(row: RowReader, book: FamilyBook, *, by_comma: bool) -> ImportedStudent:
    given, family = row.name("first_name"), row.name("last_name")
    note_names(row, given, family)
    external_id = note_id(row, "student_id")
    is_adult = row.says_yes("adult")
    guardians = [guardian for position in range(1, CONTACTS + 1) if (guardian := _guardian(row, position))]
    own, others = _apart(guardians, f"{given} {family}", is_adult=is_adult)
    family_key = book.enter_family(row, row.line("family_id"), _family_name(others, family))
    book.enter_guardians(family_key, others)
    lessons, uneven = read_lessons(row, by_comma=by_comma)
    student = ImportedStudent(
        row=row.reference,
        key=external_id or f"row:{row.reference}",
        external_id=external_id,
        family_key=family_key,
        first_name=given,
        last_name=family,
        is_adult=is_adult,
        status=read_status(row),
        email=row.email("email"),
        phones=(*row.phone("home_phone", "home"), *row.phone("mobile_phone", "mobile")),
        birth_date=row.day("birth_date"),
        address=row.text("address"),
        note=row.text("note"),
        care_note=row.text("care_note"),
        started_on=row.day("started_on"),
        inactive_on=row.day("inactive_on"),
        level=row.line("level"),
        school=row.line("school", limit=120),
        referrer=row.line("referrer", limit=200),
        tags=split_list(row.text("tags")),
        lessons=lessons,
        uneven_lessons=uneven,
    )
    return _with_own_details(student, own)


def _guardian(row: RowReader, position: int) -> ImportedGuardian | None:
    """One contact of a row; None if it has no name, which is noted if anything else is there.

    A lone last name comes as the first name, because everybody has one.
    """
    prefix = f"guardian_{position}_"
    given, family = row.name(f"{prefix}first_name"), row.name(f"{prefix}last_name")
    phones = tuple(
        phone for kind in ("home", "work", "mobile") for phone in row.phone(f"{prefix}{kind}_phone", kind)
    )
    email, address = row.email(f"{prefix}email"), row.text(f"{prefix}address")
    if not (given and not is_filler(given)) and not family:
        if email or phones or address:
            row.note(FindingCode.CONTACT_WITHOUT_NAME, f"{prefix}first_name", position=position)
        return None
    return ImportedGuardian(
        key="",
        family_key="",
        first_name=given or family,
        last_name=family if given else "",
        position=position,
        email=email,
        phones=phones,
        address=address,
        note=row.text(f"{prefix}note"),
        rows=(row.reference,),
    )


def _apart(
    guardians: list[ImportedGuardian], name: str, *, is_adult: bool
) -> tuple[list[ImportedGuardian], list[ImportedGuardian]]:
    """Tells an adult student listed as their own parent from the guardians."""
    own = [guardian for guardian in guardians if is_adult and folded(guardian.name) == folded(name)]
    return own, [guardian for guardian in guardians if guardian not in own]


def _with_own_details(student: ImportedStudent, own: list[ImportedGuardian]) -> ImportedStudent:
    for details in own:
        student = replace(
            student,
            email=student.email or details.email,
            phones=tuple(dict.fromkeys((*student.phones, *details.phones))),
            address=student.address or details.address,
        )
    return student


def _family_name(guardians: list[ImportedGuardian], student_name: str) -> str:
    return next((guardian.last_name for guardian in guardians if guardian.last_name), student_name)


def _instructors(students: list[ImportedStudent]) -> tuple[ImportedStaff, ...]:
    """Whoever gives a lesson, once, in the order of the file."""
    names = {
        folded(lesson.instructor): lesson.instructor for student in students for lesson in student.lessons
    }
    return tuple(staff_named(name) for key, name in names.items() if key)


def staff_named(name: str) -> ImportedStaff:
    """An instructor known by name only."""
    given, _, family = re.sub(r"\s+", " ", name).rpartition(" ")
    return ImportedStaff(f"name:{folded(name)}", "", given or family, family if given else "")


def _private_courses(students: list[ImportedStudent]) -> tuple[ImportedCourse, ...]:
    lessons = [lesson for student in students for lesson in student.lessons]
    subjects = {private_course_key(lesson.subject): lesson.subject or "Lessons" for lesson in lessons}
    return tuple(ImportedCourse(key, name, "private") for key, name in subjects.items())
