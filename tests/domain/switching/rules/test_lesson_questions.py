"""Questions about credits and lists of lessons."""

from __future__ import annotations

from museminder.domain.switching.rules.lesson_questions import lesson_questions
from museminder.domain.switching.rules.records import ImportedMakeUpCredit
from tests.domain.switching.rules.rosters import roster, row, student


def credit(number: int, count: int) -> ImportedMakeUpCredit:
    return ImportedMakeUpCredit(row(number), f"s{number}", count)


def test_credits_below_zero_and_beyond_a_year_of_lessons_are_asked_about() -> None:
    counts = {2: -1, 3: -2, 4: 1, 5: 12, 6: 13, 7: 28}
    found = list(
        lesson_questions(
            roster(
                students=tuple(student(number) for number in counts),
                makeup_credits=tuple(credit(number, count) for number, count in counts.items()),
            )
        )
    )

    assert [(one.sentence, [subject.row.row for subject in one.subjects], one.default) for one in found] == [
        ("2 students have fewer than no make-up credits.", [2, 3], "start_at_zero"),
        ("2 students have more than 12 make-up credits.", [6, 7], "carry"),
    ]


def test_lists_of_different_lengths_are_asked_about() -> None:
    uneven = student(2, uneven_lessons=(("subject", 2), ("price", 1)))
    (question,) = lesson_questions(roster(students=(uneven, student(3))))

    assert [subject.text for subject in question.subjects] == ["Ngozi Okafor: 2 subject, 1 price"]
    assert question.default == "same_for_all"


def test_nothing_is_asked_where_nothing_is_odd() -> None:
    assert list(lesson_questions(roster(students=(student(),), makeup_credits=(credit(2, 3),)))) == []
