"""Questions about private lessons and prices: when the lessons are, how long, and what a price is a price of."""

from collections.abc import Iterator

from museminder.domain.switching.rules.class_questions import DAYS
from museminder.domain.switching.rules.lessons import (
    AtOnce,
    ListedLesson,
    lessons_at_once,
    lessons_of,
    weekly_time,
)
from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import ImportedRoster, RateKind

WEEKLY, LATER, AT_THAT_TIME = "weekly", "later", "at_that_time"
PER_LESSON, PER_MONTH, NO_PRICE = "per_lesson", "per_month", "no_price"
_LENGTHS = ("30", "45", "60")
_PLACE_LATER = "To be put on the calendar later"


def schedule_questions(roster: ImportedRoster) -> Iterator[Question]:
    """Asks what the files leave open about private lessons, and what the prices of classes are for."""
    listed = [lesson for student in roster.students for lesson in lessons_of(student)]
    yield from _weekly(listed)
    yield from _lengths(listed)
    for group in lessons_at_once(roster):
        yield _at_once(group)
    yield from _lesson_prices(listed)
    yield from _class_prices(roster)


def _weekly(listed: list[ListedLesson]) -> Iterator[Question]:
    """A list says when the next lesson is, never how often there is one."""
    subjects = tuple(
        Subject(one.row, f"{one.text}: {DAYS[meeting.weekday]}, {one.lesson.next_at:%H:%M}")
        for one in listed
        if (meeting := weekly_time(one.lesson))
    )
    if subjects:
        yield Question(
            QuestionKind.LESSONS_WEEKLY,
            "lessons_weekly",
            f"{counted(len(subjects), 'student has', 'students have')} a date for the next lesson. "
            "Is there one every week at that time?",
            subjects,
            (Choice(WEEKLY, "Every week"), Choice(LATER, _PLACE_LATER)),
            WEEKLY,
        )


def _lengths(listed: list[ListedLesson]) -> Iterator[Question]:
    subjects = tuple(
        Subject(one.row, one.text)
        for one in listed
        if not one.lesson.minutes and (weekly_time(one.lesson) or one.lesson.rate is RateKind.PER_HOUR)
    )
    if subjects:
        yield Question(
            QuestionKind.LESSON_LENGTH_MISSING,
            "lesson_length_missing",
            f"{counted(len(subjects), 'student has', 'students have')} lessons of which the file does not "
            "say how long they are.",
            subjects,
            (*(Choice(minutes, f"{minutes} minutes") for minutes in _LENGTHS), Choice(LATER, _PLACE_LATER)),
            LATER,
        )


def _at_once(group: AtOnce) -> Question:
    count = counted(len(group.lessons), "lesson", "lessons")
    when = f"{DAYS[group.weekday]} at {group.starts_at:%H:%M}"
    also = f", and {' and '.join(group.classes)}" if group.classes else ""
    return Question(
        QuestionKind.LESSONS_AT_ONCE,
        f"lessons_at_once:{group.lessons[0].row}:{group.weekday}",
        f"{group.instructor} has {count}{also} on {when} or overlapping it.",
        tuple(Subject(one.row, one.text) for one in group.lessons),
        (Choice(LATER, _PLACE_LATER), Choice(AT_THAT_TIME, "At that time")),
        LATER,
    )


def _lesson_prices(listed: list[ListedLesson]) -> Iterator[Question]:
    subjects = tuple(
        Subject(one.row, f"{one.text}: {one.lesson.price_amount / 100:.2f}")
        for one in listed
        if one.lesson.price_amount and one.lesson.rate is RateKind.UNKNOWN
    )
    if subjects:
        yield Question(
            QuestionKind.LESSON_PRICE_OF_WHAT,
            "lesson_price_of_what",
            f"{counted(len(subjects), 'student has', 'students have')} a price for lessons, but the file "
            "does not say for what.",
            subjects,
            _prices(),
            NO_PRICE,
        )


def _class_prices(roster: ImportedRoster) -> Iterator[Question]:
    subjects = tuple(
        Subject(offering.row, f"{offering.name}: {offering.price_amount / 100:.2f}")
        for offering in roster.offerings
        if offering.price_amount is not None
    )
    if subjects:
        yield Question(
            QuestionKind.CLASS_PRICE_OF_WHAT,
            "class_price_of_what",
            f"{counted(len(subjects), 'class has', 'classes have')} a tuition, but the file does not say for "
            "what.",
            subjects,
            _prices(),
            PER_MONTH,
        )


def _prices() -> tuple[Choice, ...]:
    return (
        Choice(PER_MONTH, "A month"),
        Choice(PER_LESSON, "A meeting"),
        Choice(NO_PRICE, "Leave the price out"),
    )
