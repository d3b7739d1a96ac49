"""The answers to an import's questions, found by what they are about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.questions import Question, QuestionKind


@dataclass(frozen=True, slots=True)
class Answers:
    """Questions with the answers given so far; what nobody answered has its default."""

    questions: tuple[Question, ...]
    given: Mapping[str, str]

    def of_kind(self, kind: QuestionKind) -> Iterator[tuple[Question, str]]:
        """Every question of a kind, with its answer as a whole."""
        for question in self.questions:
            if question.kind is kind:
                yield question, question.answer(self.given)

    def by_row(self, kind: QuestionKind) -> Mapping[RowReference, str]:
        """The answer for each row that questions of this kind are about."""
        return {
            row: question.answer(self.given, row)
            for question in self.questions
            if question.kind is kind
            for row in question.rows
        }

    def for_row(self, key: str, row: RowReference) -> str | None:
        """The answer to one question for one row; None if there is no such question."""
        return next((one.answer(self.given, row) for one in self.questions if one.key == key), None)
