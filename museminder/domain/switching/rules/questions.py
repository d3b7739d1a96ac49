"""What the files cannot settle: asked once per matter, answered for all of its rows or row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from museminder.domain.switching.rules.findings import RowReference


class QuestionKind(StrEnum):
    """Every matter that may have to be asked about."""

    ALREADY_HERE = "already_here"
    SAME_PERSON_HERE = "same_person_here"
    SAME_CHILD_TWICE = "same_child_twice"
    SIBLINGS_WITHOUT_FAMILY = "siblings_without_family"
    ADULT_WITH_CHILDS_BIRTH_DATE = "adult_with_childs_birth_date"
    GROWN_UP_WITHOUT_GUARDIAN = "grown_up_without_guardian"
    NAME_WITH_REMARK = "name_with_remark"
    EMAIL_OF_TWO_GUARDIANS = "email_of_two_guardians"
    EMAIL_IN_TWO_FAMILIES = "email_in_two_families"
    GUARDIAN_EMAILS_DIFFER = "guardian_emails_differ"
    NEGATIVE_CREDITS = "negative_credits"
    MANY_CREDITS = "many_credits"
    UNEVEN_LESSONS = "uneven_lessons"
    LESSONS_WEEKLY = "lessons_weekly"
    LESSON_LENGTH_MISSING = "lesson_length_missing"
    LESSONS_AT_ONCE = "lessons_at_once"
    LESSON_PRICE_OF_WHAT = "lesson_price_of_what"
    CLASS_PRICE_OF_WHAT = "class_price_of_what"
    TWO_CLASSES_OF_ONE_NAME = "two_classes_of_one_name"
    UNKNOWN_CLASS = "unknown_class"
    ENROLLED_BUT_INACTIVE = "enrolled_but_inactive"
    MORE_CHILDREN_THAN_PLACES = "more_children_than_places"
    NEGATIVE_OPENINGS = "negative_openings"
    DAY_IN_NAME_DIFFERS = "day_in_name_differs"
    INSTRUCTOR_TWICE = "instructor_twice"
    INSTRUCTOR_ID_DIFFERS = "instructor_id_differs"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer, and the words on its button."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One row a question is about, with the words that tell it from the others."""

    row: RowReference
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One matter to settle. `default` is what happens if nobody answers; it never guesses about a child.

    `key` stays the same when the same files are read again, so that answers can be kept; neither it nor the
    values of the choices hold personal data. `about` is for the rules only and may.
    """

    kind: QuestionKind
    key: str
    sentence: str
    subjects: tuple[Subject, ...]
    choices: tuple[Choice, ...]
    default: str
    about: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[RowReference, ...]:
        """The rows the question is about, each once."""
        return tuple(dict.fromkeys(subject.row for subject in self.subjects))

    def row_key(self, row: RowReference) -> str:
        """The key of an answer for one row only."""
        return f"{self.key}@{row}"

    def answer(self, answers: Mapping[str, str], row: RowReference | None = None) -> str:
        """The answer for one row: its own, else that of the whole question, else the default.

        An answer that is not among the choices counts as none.
        """
        values = {choice.value for choice in self.choices}
        given = (answers.get(self.row_key(row)) if row else None, answers.get(self.key))
        return next((value for value in given if value in values), self.default)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 student", "3 students"."""
    return f"{number} {one if number == 1 else many}"
