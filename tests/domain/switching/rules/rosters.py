"""Rosters made by hand, for the rules that look at them."""

from __future__ import annotations

from datetime import date, time

from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.questions import Question, QuestionKind
from museminder.domain.switching.rules.records import (
    ImportedEnrollment,
    ImportedFamily,
    ImportedGuardian,
    ImportedLesson,
    ImportedOffering,
    ImportedRoster,
    ImportedStudent,
    RateKind,
    WeeklyMeeting,
)

TODAY = date(2026, 9, 1)


def row(number: int, file: str = "students.csv") -> RowReference:
    return RowReference(file, number)


def family(key: str = "f1", *, numbered: bool = True, rows: tuple[int, ...] = (2,)) -> ImportedFamily:
    return ImportedFamily(key, key if numbered else "", "Okafor", tuple(row(number) for number in rows))


def guardian(number: int = 1, family_key: str = "f1", **details: object) -> ImportedGuardian:
    values = {"first_name": "Ada", "last_name": "Okafor", "position": number, "rows": (row(2),)} | details
    return ImportedGuardian(key=f"{family_key}/{number}", family_key=family_key, **values)


def student(number: int = 2, family_key: str = "f1", **details: object) -> ImportedStudent:
    values = {"first_name": "Ngozi", "last_name": "Okafor", "external_id": f"s{number}"} | details
    return ImportedStudent(row=row(number), key=f"s{number}", family_key=family_key, **values)


def offering(number: int = 2, name: str = "Ballet I", **details: object) -> ImportedOffering:
    values = {
        "external_id": f"c{number}",
        "course_key": "class:ballet i",
        "instructors": ("Vera Lind",),
        "meetings": (monday(16),),
        "places": 8,
    } | details
    return ImportedOffering(row=row(number, "classes.csv"), key=f"c{number}", name=name, **values)


def monday(hour: int, minutes: int = 60, weekday: int = 0) -> WeeklyMeeting:
    return WeeklyMeeting(weekday, time(hour), time(hour + minutes // 60, minutes % 60))


def lesson(**details: object) -> ImportedLesson:
    """Piano with Vera Lind on Wednesdays at four, 45 minutes at 45.00."""
    values = {
        "subject": "Piano",
        "instructor": "Vera Lind",
        "minutes": 45,
        "price_amount": 4500,
        "rate": RateKind.PER_LESSON,
        "next_on": date(2026, 9, 2),
        "next_at": time(16),
    } | details
    return ImportedLesson(**values)


def enrollment(number: int, class_name: str = "Ballet I") -> ImportedEnrollment:
    return ImportedEnrollment(row(number), f"s{number}", class_name)


def roster(**records: object) -> ImportedRoster:
    """A roster with these records; its rows are those of the students, staff, offerings and balances."""
    made = ImportedRoster("jackrabbit", "US", "USD", **records)
    rows = (
        *(one.row for one in made.students),
        *(one for person in made.staff for one in person.rows),
        *(one.row for one in made.offerings),
        *(one.row for one in made.opening_balances),
    )
    return ImportedRoster("jackrabbit", "US", "USD", **{**records, "rows": rows})


def asked(questions: object, kind: QuestionKind) -> list[Question]:
    """The questions of one kind."""
    return [question for question in questions if question.kind is kind]
