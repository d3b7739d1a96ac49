"""Lists of classes and of staff: Jackrabbit's and our own."""

import re

from museminder.domain.switching.formats.contact_lists import note_id, staff_named
from museminder.domain.switching.formats.names import split_name, split_people
from museminder.domain.switching.formats.row_reader import Reading, RowReader
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.class_names import course_name
from museminder.domain.switching.rules.findings import Finding, FindingCode
from museminder.domain.switching.rules.records import (
    ImportedCourse,
    ImportedOffering,
    ImportedRoster,
    ImportedStaff,
    WeeklyMeeting,
)

_ENDED = frozenset(("inactive", "archived", "closed", "cancelled", "canceled", "ended"))
_CLASS_NAME_LIMIT = 120
_NO = frozenset(("no", "n", "false", "0", "nein", "non"))


def read_classes(reading: Reading, system: str) -> ImportedRoster:
    """Reads courses and their scheduled offerings; instructors they name come as staff known by name."""
    courses: dict[str, ImportedCourse] = {}
    offerings: list[ImportedOffering] = []
    findings: list[Finding] = []
    for row in reading.rows():
        name = row.name("class_name", limit=_CLASS_NAME_LIMIT)
        if not name:
            row.note(FindingCode.CLASS_NAME_MISSING, "class_name")
        title = row.name("course", limit=_CLASS_NAME_LIMIT) or course_name(name)
        course = ImportedCourse(f"class:{folded(title)}", title, "class", row.line("program"))
        if title:
            courses.setdefault(course.key, course)
        offerings.append(_offering(row, name, course.key))
        findings += row.findings
    names = dict.fromkeys(name for offering in offerings for name in offering.instructors)
    return ImportedRoster(
        system=system,
        region=reading.region,
        currency=reading.currency,
        rows=tuple(offering.row for offering in offerings),
        staff=tuple(staff_named(name) for name in names),
        courses=tuple(courses.values()),
        offerings=tuple(offerings),
        findings=tuple(findings),
    )


def read_staff(reading: Reading, system: str) -> ImportedRoster:
    """Reads the people who work for the studio."""
    staff: list[ImportedStaff] = []
    findings: list[Finding] = []
    for row in reading.rows():
        staff.append(_staff(row))
        findings += row.findings
    return ImportedRoster(
        system=system,
        region=reading.region,
        currency=reading.currency,
        rows=tuple(person.rows[0] for person in staff),
        staff=tuple(staff),
        findings=tuple(findings),
    )


def _staff(row: RowReader) -> ImportedStaff:
    given, family = row.name("first_name"), row.name("last_name")
    if not given and not family:
        given, family = split_name(row.name("name"))
    if not given and not family:
        row.note(FindingCode.NAME_MISSING, "name")
    external_id = note_id(row, "staff_id")
    return ImportedStaff(
        key=external_id or f"name:{folded(f'{given} {family}')}",
        external_id=external_id,
        first_name=given,
        last_name=family,
        is_instructor=row.raw("is_instructor").casefold() not in _NO,
        is_active=row.raw("status").casefold() not in _ENDED,
        position=row.line("position"),
        email=row.email("email"),
        phones=row.phone("mobile_phone", "mobile"),
        rows=(row.reference,),
    )


def _offering(row: RowReader, name: str, course_key: str) -> ImportedOffering:
    external_id = note_id(row, "class_id")
    first_day, last_day = row.day("first_day_on"), row.day("last_day_on")
    if first_day and last_day and last_day < first_day:
        row.note(FindingCode.SEASON_BACKWARD, "last_day_on", start=first_day, end=last_day)
    return ImportedOffering(
        row=row.reference,
        key=external_id or f"row:{row.reference}",
        external_id=external_id,
        name=name,
        course_key=course_key,
        instructors=split_people(row.text("instructors")),
        lead_instructor_id=re.sub(r"\.0$", "", row.raw("instructor_id")),
        meetings=_meetings(row),
        location=row.line("location"),
        room=row.line("room"),
        season=row.line("season"),
        first_day_on=first_day,
        last_day_on=last_day,
        is_active=row.raw("status").casefold() not in _ENDED,
        places=row.whole_number("places"),
        open_places=row.whole_number("open_places"),
        price_amount=row.amount("price"),
    )


def _meetings(row: RowReader) -> tuple[WeeklyMeeting, ...]:
    """One weekly meeting per day; none, and a note, if the row says no days or no times."""
    days = row.weekdays("days")
    starts, ends = row.span_of_day("start_time", "end_time")
    if starts and ends and ends <= starts:
        row.note(FindingCode.TIMES_BACKWARD, "end_time", start=f"{starts:%H:%M}", end=f"{ends:%H:%M}")
        return ()
    if days and starts and ends:
        return tuple(WeeklyMeeting(day, starts, ends) for day in days)
    if not any(row.raw(name) for name in ("days", "start_time", "end_time")):
        row.note(FindingCode.SCHEDULE_MISSING, "days")
    return ()
