"""What is asked about private lessons and about prices."""

from __future__ import annotations

from datetime import time

from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.records import RateKind
from museminder.domain.switching.rules.schedule_questions import schedule_questions
from tests.domain.switching.rules.rosters import asked, lesson, offering, roster, student


def test_a_next_date_is_asked_about_once_for_everybody() -> None:
    listed = roster(students=(student(2, lessons=(lesson(),)), student(3, lessons=(lesson(next_on=None),))))
    (question,) = asked(schedule_questions(listed), QuestionKind.LESSONS_WEEKLY)

    assert [one.text for one in question.subjects] == ["Ngozi Okafor, Piano: Wednesday, 16:00"]
    assert question.default == "weekly"


def test_lessons_at_once_stay_off_the_calendar_until_somebody_decides() -> None:
    late = lesson(next_at=time(16, 30))
    listed = roster(students=(student(2, lessons=(lesson(),)), student(3, lessons=(late,))))
    (question,) = asked(schedule_questions(listed), QuestionKind.LESSONS_AT_ONCE)

    assert question.sentence == "Vera Lind has 2 lessons on Wednesday at 16:00 or overlapping it."
    assert (question.key, question.default) == ("lessons_at_once:students.csv:2:2", "later")


def test_length_is_asked_for_where_a_time_or_a_price_needs_it() -> None:
    timed = lesson(minutes=None)
    hourly = lesson(minutes=None, next_on=None, rate=RateKind.PER_HOUR)
    neither = lesson(minutes=None, next_on=None)
    students = tuple(student(row, lessons=(one,)) for row, one in enumerate((timed, hourly, neither), 2))
    (question,) = asked(schedule_questions(roster(students=students)), QuestionKind.LESSON_LENGTH_MISSING)

    assert [one.row for one in question.rows] == [2, 3]
    assert [choice.value for choice in question.choices] == ["30", "45", "60", "later"]


def test_a_price_of_nobody_knows_what_is_left_out_unless_somebody_says() -> None:
    listed = roster(
        students=(student(2, lessons=(lesson(rate=RateKind.UNKNOWN),)), student(3, lessons=(lesson(),)))
    )
    (question,) = asked(schedule_questions(listed), QuestionKind.LESSON_PRICE_OF_WHAT)

    assert [one.text for one in question.subjects] == ["Ngozi Okafor, Piano: 45.00"]
    assert question.default == "no_price"


def test_tuition_of_a_class_is_taken_for_a_months() -> None:
    listed = roster(offerings=(offering(price_amount=7800), offering(3, "Tap")))
    (question,) = asked(schedule_questions(listed), QuestionKind.CLASS_PRICE_OF_WHAT)

    assert [(one.row, question.default) for one in question.rows] == [(2, "per_month")]


def test_nothing_is_asked_where_nothing_is_open() -> None:
    settled = roster(students=(student(2, lessons=(lesson(next_on=None),)),), offerings=(offering(),))

    assert list(schedule_questions(settled)) == []
