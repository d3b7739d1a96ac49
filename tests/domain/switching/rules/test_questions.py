"""Questions and how answers are found."""

from __future__ import annotations

import pytest

from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from tests.domain.switching.rules.rosters import row

QUESTION = Question(
    QuestionKind.NEGATIVE_CREDITS,
    "negative_credits",
    "2 students have fewer than no make-up credits.",
    (Subject(row(2), "Ngozi"), Subject(row(3), "Chidi"), Subject(row(3), "Chidi again")),
    (Choice("zero", "Start at zero"), Choice("carry", "Carry")),
    "zero",
)


@pytest.mark.parametrize(
    ("answers", "answer"),
    [
        ({}, "zero"),
        ({"negative_credits": "carry"}, "carry"),
        ({"negative_credits": "nonsense"}, "zero"),
        ({"negative_credits": "zero", "negative_credits@students.csv:3": "carry"}, "carry"),
        ({"negative_credits": "carry", "negative_credits@students.csv:3": "nonsense"}, "carry"),
        ({"negative_credits@students.csv:2": "carry"}, "zero"),
    ],
)
def test_a_rows_own_answer_goes_before_that_of_the_question(answers: dict[str, str], answer: str) -> None:
    assert QUESTION.answer(answers, row(3)) == answer


def test_a_question_names_each_row_once() -> None:
    assert QUESTION.rows == (row(2), row(3))


def test_numbers_carry_their_nouns() -> None:
    assert [counted(number, "row", "rows") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
