"""Which private lessons a list tells of, and which of them fall on one time."""

from __future__ import annotations

from datetime import date, time

import pytest

from museminder.domain.switching.rules.lessons import lessons_at_once, lessons_of, next_day, weekly_time
from museminder.domain.switching.rules.records import ImportedLesson, RateKind, StudentStatus
from tests.domain.switching.rules.rosters import lesson, monday, offering, roster, student


@pytest.mark.parametrize(
    ("status", "count"), [("active", 1), ("trial", 1), ("waiting", 1), ("inactive", 0), ("lead", 0)]
)
def test_only_who_is_taught_has_lessons(status: str, count: int) -> None:
    taught = student(2, lessons=(lesson(),), status=StudentStatus(status))

    assert len(list(lessons_of(taught))) == count


def test_a_subject_alone_is_no_lesson() -> None:
    only_subject = ImportedLesson("Piano", "", 30, None, RateKind.UNKNOWN)

    assert [one.number for one in lessons_of(student(2, lessons=(only_subject, lesson())))] == [2]


def test_a_second_import_finds_lessons_in_whatever_order_they_stand() -> None:
    lessons = (lesson(subject="Piano"), lesson(subject="Voice"), lesson(subject="piano"))
    found = [one.external_id for one in lessons_of(student(2, lessons=lessons))]

    assert found == ["s2/piano", "s2/voice", "s2/piano/2"]
    assert [one.external_id for one in lessons_of(student(2, external_id="", lessons=lessons))] == [""] * 3


def test_no_time_without_a_date_or_without_an_hour() -> None:
    assert weekly_time(lesson(next_at=None)) is None
    assert weekly_time(lesson(next_on=None)) is None


@pytest.mark.parametrize(
    ("second", "groups"),
    [
        ({"next_at": time(16, 30)}, [["s2", "s3"]]),
        ({"next_at": time(16, 45)}, []),  # half open: one ends when the next begins
        ({"next_on": date(2026, 9, 9)}, [["s2", "s3"]]),  # another week, the same weekday
        ({"next_on": date(2026, 9, 3)}, []),
        ({"instructor": "Omar Haddad"}, []),
        ({"instructor": "VERA  LIND", "minutes": None}, [["s2", "s3"]]),
    ],
)
def test_lessons_of_one_instructor_that_overlap(second: dict[str, object], groups: list[list[str]]) -> None:
    listed = roster(students=(student(2, lessons=(lesson(),)), student(3, lessons=(lesson(**second),))))

    found = [[one.student.key for one in group.lessons] for group in lessons_at_once(listed)]

    assert found == groups


def test_a_lesson_while_the_instructor_teaches_a_class() -> None:
    taught = roster(
        students=(student(2, lessons=(lesson(),)),),
        offerings=(offering(meetings=(monday(16, weekday=2),)), offering(3, "Tap", is_active=False)),
    )

    assert [group.classes for group in lessons_at_once(taught)] == [("Ballet I",)]


def test_the_next_such_weekday_may_be_the_day_itself() -> None:
    assert next_day(2, date(2026, 9, 2)) == date(2026, 9, 2)
    assert next_day(2, date(2026, 9, 3)) == date(2026, 9, 9)
