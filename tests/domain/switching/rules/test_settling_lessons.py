"""Private lessons as they come in, once the questions have their answers."""

from __future__ import annotations

from datetime import date, time

import pytest

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.records import RateKind, StudentStatus, WeeklyMeeting
from museminder.domain.switching.rules.schedule_questions import schedule_questions
from museminder.domain.switching.rules.settled import PriceKind, SettledLesson, SettledPrice
from museminder.domain.switching.rules.settling_lessons import settled_lessons, settled_prices
from tests.domain.switching.rules.rosters import lesson, offering, roster, student


def settled(*lessons: object, given: dict[str, str] | None = None, **details: object) -> list[SettledLesson]:
    """The lessons of one student for each given lesson."""
    students = tuple(student(row, lessons=(one,), **details) for row, one in enumerate(lessons, start=2))
    questions = tuple(schedule_questions(roster(students=students)))
    return list(settled_lessons(Answers(questions, given or {}), students))


def test_a_lesson_comes_with_its_week_its_length_and_its_price() -> None:
    (one,) = settled(lesson())

    assert one == SettledLesson(
        row=one.row,
        key="s2#1",
        student_key="s2",
        external_id="s2/piano",
        course_key="private:piano",
        subject="Piano",
        instructor="Vera Lind",
        meeting=WeeklyMeeting(2, time(16), time(16, 45)),
        first_on=date(2026, 9, 2),
        kind=one.kind,
        price=SettledPrice(PriceKind.PER_LESSON, 4500),
    )


@pytest.mark.parametrize(
    ("given", "times"),
    [
        ({}, [None, None]),
        ({"lessons_at_once:students.csv:2:2": "at_that_time"}, [time(16), time(16)]),
        ({"lessons_at_once:students.csv:2:2@students.csv:3": "at_that_time"}, [None, time(16)]),
        ({"lessons_weekly": "later", "lessons_at_once:students.csv:2:2": "at_that_time"}, [None, None]),
    ],
)
def test_lessons_at_once_have_a_time_only_where_somebody_said_so(
    given: dict[str, str], times: list[time | None]
) -> None:
    found = settled(lesson(), lesson(), given=given)

    assert [one.meeting.starts_at if one.meeting else None for one in found] == times


@pytest.mark.parametrize(("answer", "until"), [("", None), ("30", time(16, 30)), ("60", time(17))])
def test_a_lesson_without_length_has_the_one_somebody_said(answer: str, until: time | None) -> None:
    (one,) = settled(lesson(minutes=None), given={"lesson_length_missing": answer})

    assert (one.meeting.ends_at if one.meeting else None) == until


def test_a_lesson_at_midnights_end_goes_into_the_next_day() -> None:
    (one,) = settled(lesson(next_at=time(23, 30), minutes=45))

    assert one.meeting == WeeklyMeeting(2, time(23, 30), time(0, 15))


@pytest.mark.parametrize(
    ("details", "given", "price"),
    [
        ({"rate": RateKind.PER_MONTH}, {}, SettledPrice(PriceKind.MONTHLY, 4500)),
        ({"rate": RateKind.PER_HOUR}, {}, SettledPrice(PriceKind.PER_LESSON, 3375)),
        (
            {"rate": RateKind.PER_HOUR, "price_amount": 3251, "minutes": 30},
            {},
            SettledPrice(PriceKind.PER_LESSON, 1626),
        ),
        ({"rate": RateKind.PER_HOUR, "minutes": None}, {}, None),
        ({"rate": RateKind.UNKNOWN}, {}, None),
        (
            {"rate": RateKind.UNKNOWN},
            {"lesson_price_of_what": "per_month"},
            SettledPrice(PriceKind.MONTHLY, 4500),
        ),
        ({"price_amount": None}, {}, None),
        ({"price_amount": -100}, {}, None),
        ({"price_amount": 0}, {}, SettledPrice(PriceKind.PER_LESSON, 0)),
    ],
)
def test_price(details: dict[str, object], given: dict[str, str], price: SettledPrice | None) -> None:
    (one,) = settled(lesson(**details), given=given)

    assert one.price == price


@pytest.mark.parametrize(("status", "kind"), [("trial", "trial"), ("waiting", "waitlisted")])
def test_who_tries_or_waits_comes_in_so(status: str, kind: str) -> None:
    (one,) = settled(lesson(), status=StudentStatus(status))

    assert one.kind == kind


@pytest.mark.parametrize(
    ("answer", "price"),
    [
        ("", SettledPrice(PriceKind.MONTHLY, 7800)),
        ("per_lesson", SettledPrice(PriceKind.PER_LESSON, 7800)),
        ("no_price", None),
    ],
)
def test_price_of_a_class(answer: str, price: SettledPrice | None) -> None:
    listed = roster(offerings=(offering(price_amount=7800), offering(3, "Tap")))
    questions = tuple(schedule_questions(listed))
    prices = settled_prices(listed, Answers(questions, {"class_price_of_what": answer}))

    assert prices == ({"c2": price} if price else {})
