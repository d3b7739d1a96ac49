"""Questions about make-up credits and about private lessons whose lists do not match."""

from collections.abc import Iterator

from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import ImportedRoster

MANY_CREDITS = 12
START_AT_ZERO, CARRY = "start_at_zero", "carry"
SAME_FOR_ALL, FIRST_ONLY = "same_for_all", "first_only"


def lesson_questions(roster: ImportedRoster) -> Iterator[Question]:
    """Asks about credits below zero, credits beyond a year of lessons, and one price for two lessons."""
    names = {student.row: student.name for student in roster.students}
    counts = [(credit.row, credit.count) for credit in roster.makeup_credits]
    negative = tuple(Subject(row, f"{names[row]}: {count}") for row, count in counts if count < 0)
    many = tuple(Subject(row, f"{names[row]}: {count}") for row, count in counts if count > MANY_CREDITS)
    if negative:
        yield Question(
            QuestionKind.NEGATIVE_CREDITS,
            "negative_credits",
            f"{counted(len(negative), 'student has', 'students have')} fewer than no make-up credits.",
            negative,
            (
                Choice(START_AT_ZERO, "Start at zero"),
                Choice(CARRY, "Write the lessons owed into the family's note"),
            ),
            START_AT_ZERO,
        )
    if many:
        yield Question(
            QuestionKind.MANY_CREDITS,
            "many_credits",
            f"{counted(len(many), 'student has', 'students have')} more than {MANY_CREDITS} make-up credits.",
            many,
            (Choice(CARRY, "That is right"), Choice(START_AT_ZERO, "A slip: start at zero")),
            CARRY,
        )
    yield from _uneven_lessons(roster)


def _uneven_lessons(roster: ImportedRoster) -> Iterator[Question]:
    uneven = tuple(
        Subject(student.row, _lengths(student.name, student.uneven_lessons))
        for student in roster.students
        if student.uneven_lessons
    )
    if uneven:
        yield Question(
            QuestionKind.UNEVEN_LESSONS,
            "uneven_lessons",
            f"{counted(len(uneven), 'student has', 'students have')} lists of lessons that do not match: "
            "one price for two lessons, for example.",
            uneven,
            (
                Choice(SAME_FOR_ALL, "A single entry is for every lesson"),
                Choice(FIRST_ONLY, "A single entry is for the first lesson only"),
            ),
            SAME_FOR_ALL,
        )


def _lengths(name: str, lengths: tuple[tuple[str, int], ...]) -> str:
    return f"{name}: " + ", ".join(f"{length} {word}" for word, length in lengths)
