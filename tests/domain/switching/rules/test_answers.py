"""Answers, found by what they are about."""

from __future__ import annotations

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.questions import QuestionKind
from tests.domain.switching.rules.rosters import row
from tests.domain.switching.rules.test_questions import QUESTION

GIVEN = Answers((QUESTION,), {QUESTION.row_key(row(3)): "carry"})


def test_answers_are_found_by_kind_and_row() -> None:
    assert GIVEN.by_row(QuestionKind.NEGATIVE_CREDITS) == {row(2): "zero", row(3): "carry"}
    assert GIVEN.by_row(QuestionKind.MANY_CREDITS) == {}
    assert list(GIVEN.of_kind(QuestionKind.NEGATIVE_CREDITS)) == [(QUESTION, "zero")]


def test_answers_are_found_by_key() -> None:
    assert [GIVEN.for_row(key, row(3)) for key in ("negative_credits", "wine")] == ["carry", None]
