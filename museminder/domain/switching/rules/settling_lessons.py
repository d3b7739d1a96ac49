"""Applies the answers about private lessons and about prices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.lessons import (
    ListedLesson,
    lessons_of,
    minutes_of,
    private_course_key,
    weekly_time,
)
from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.records import (
    ImportedRoster,
    ImportedStudent,
    RateKind,
    StudentStatus,
    WeeklyMeeting,
)
from museminder.domain.switching.rules.schedule_questions import (
    AT_THAT_TIME,
    LATER,
    PER_LESSON,
    PER_MONTH,
    WEEKLY,
)
from museminder.domain.switching.rules.settled import (
    PriceKind,
    SettledKind,
    SettledLesson,
    SettledPrice,
)

_KINDS = {StudentStatus.TRIAL: SettledKind.TRIAL, StudentStatus.WAITING: SettledKind.WAITLISTED}
_PRICE_KINDS = {PER_MONTH: PriceKind.MONTHLY, PER_LESSON: PriceKind.PER_LESSON}
_RATES = {RateKind.PER_LESSON: PriceKind.PER_LESSON, RateKind.PER_MONTH: PriceKind.MONTHLY}
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was said about private lessons, by row; a row has at most one lesson with a date."""

    weekly: Mapping[RowReference, str]
    lengths: Mapping[RowReference, str]
    at_once: Mapping[RowReference, str]
    prices: Mapping[RowReference, str]


def settled_lessons(answers: Answers, students: tuple[ImportedStudent, ...]) -> tuple[SettledLesson, ...]:
    """The private lessons of the students who come in, each with its weekly time and price where they are known."""
    given = _Answers(
        answers.by_row(QuestionKind.LESSONS_WEEKLY),
        answers.by_row(QuestionKind.LESSON_LENGTH_MISSING),
        answers.by_row(QuestionKind.LESSONS_AT_ONCE),
        answers.by_row(QuestionKind.LESSON_PRICE_OF_WHAT),
    )
    return tuple(_settled(listed, given) for student in students for listed in lessons_of(student))


def settled_prices(roster: ImportedRoster, answers: Answers) -> Mapping[str, SettledPrice]:
    """What classes cost: offering key → price, for those whose price was not left out."""
    return dict(_class_prices(roster, answers.by_row(QuestionKind.CLASS_PRICE_OF_WHAT)))


def _class_prices(
    roster: ImportedRoster, answers: Mapping[RowReference, str]
) -> Iterator[tuple[str, SettledPrice]]:
    for offering in roster.offerings:
        kind = _PRICE_KINDS.get(answers.get(offering.row, ""))
        if kind and offering.price_amount is not None and offering.price_amount >= 0:
            yield offering.key, SettledPrice(kind, offering.price_amount)


def _settled(listed: ListedLesson, given: _Answers) -> SettledLesson:
    lesson, minutes = listed.lesson, _minutes(listed, given)
    meeting = _meeting(listed, given, minutes)
    return SettledLesson(
        row=listed.row,
        key=listed.key,
        student_key=listed.student.key,
        external_id=listed.external_id,
        course_key=private_course_key(lesson.subject),
        subject=lesson.subject,
        instructor=lesson.instructor,
        meeting=meeting,
        first_on=lesson.next_on if meeting else None,
        kind=_KINDS.get(listed.student.status, SettledKind.ACTIVE),
        price=_price(listed, given, minutes),
    )


def _minutes(listed: ListedLesson, given: _Answers) -> int | None:
    said = given.lengths.get(listed.row, LATER)
    minutes = listed.lesson.minutes or (int(said) if said != LATER else None)
    return minutes if minutes and 0 < minutes < _DAY else None


def _meeting(listed: ListedLesson, given: _Answers, minutes: int | None) -> WeeklyMeeting | None:
    when = weekly_time(listed.lesson)
    is_free = given.at_once.get(listed.row, AT_THAT_TIME) == AT_THAT_TIME
    if when is None or minutes is None or not is_free or given.weekly.get(listed.row) != WEEKLY:
        return None
    starts_at = listed.lesson.next_at or time()
    ends = (minutes_of(starts_at) + minutes) % _DAY
    return WeeklyMeeting(when.weekday, starts_at, time(ends // 60, ends % 60))


def _price(listed: ListedLesson, given: _Answers, minutes: int | None) -> SettledPrice | None:
    amount, rate = listed.lesson.price_amount, listed.lesson.rate
    if amount is None or amount < 0:
        return None
    if rate is RateKind.PER_HOUR:
        if minutes is None:
            return None
        share = (Decimal(amount) * minutes / 60).quantize(Decimal(1), ROUND_HALF_UP)
        return SettledPrice(PriceKind.PER_LESSON, int(share))
    kind = _RATES.get(rate) or _PRICE_KINDS.get(given.prices.get(listed.row, ""))
    return SettledPrice(kind, amount) if kind else None
