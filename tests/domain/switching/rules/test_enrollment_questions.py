"""Questions about who is in which class."""

from __future__ import annotations

from museminder.domain.switching.rules.enrollment_questions import (
    enrollment_questions,
    offerings_by_name,
    split_listed_classes,
)
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingRecord
from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.records import StudentStatus
from tests.domain.switching.rules.rosters import enrollment, offering, roster, row, student

NOBODY = ExistingFacts()
HERE = ExistingFacts(offerings=(ExistingRecord("offering 5", "c99", "Salsa"),))


def test_one_name_of_two_classes_is_asked_about_with_both_timetables() -> None:
    listed = roster(
        students=(student(2), student(3)),
        offerings=(offering(2), offering(3, "BALLET I", location="North")),
        enrollments=(enrollment(2), enrollment(3)),
    )
    (question,) = enrollment_questions(listed, NOBODY)

    assert question.kind is QuestionKind.TWO_CLASSES_OF_ONE_NAME
    assert question.sentence == "“Ballet I” is the name of 2 classes. 2 students are listed for it."
    assert [(choice.value, choice.label) for choice in question.choices] == [
        ("c2", "Ballet I, Mon 16:00, Vera Lind"),
        ("c3", "BALLET I, Mon 16:00, Vera Lind, North"),
        ("leave_out", "Leave this class out"),
    ]
    assert (question.rows, question.default) == ((row(2), row(3)), "leave_out")


def test_a_class_nobody_knows_is_asked_about_with_similar_names() -> None:
    listed = roster(
        students=(student(2),),
        offerings=(offering(2, "Ballet I"), offering(3, "Tap")),
        enrollments=(enrollment(2, "Balet I"),),
    )
    (question,) = enrollment_questions(listed, NOBODY)

    assert question.kind is QuestionKind.UNKNOWN_CLASS
    assert [choice.value for choice in question.choices] == ["leave_out", "c2"]


def test_a_class_the_studio_has_is_known() -> None:
    listed = roster(students=(student(2),), enrollments=(enrollment(2, "salsa"),))

    assert list(enrollment_questions(listed, HERE)) == []
    assert [one.kind for one in enrollment_questions(listed, NOBODY)] == [QuestionKind.UNKNOWN_CLASS]


def test_a_class_imported_again_is_not_two() -> None:
    listed = roster(offerings=(offering(99, "Salsa"),))

    assert dict(offerings_by_name(listed, HERE)) == {"salsa": {"c99": "Salsa, Mon 16:00, Vera Lind"}}


def test_inactive_students_in_classes_are_asked_about_once() -> None:
    listed = roster(
        students=(student(2, status=StudentStatus.INACTIVE), student(3, status=StudentStatus.INACTIVE)),
        offerings=(offering(2), offering(3, "Tap")),
        enrollments=(enrollment(2), enrollment(2, "Tap")),
    )
    (question,) = enrollment_questions(listed, NOBODY)

    assert question.sentence == "1 student is inactive, but listed for classes."
    assert [subject.text for subject in question.subjects] == ["Ngozi Okafor: Ballet I, Tap"]
    assert question.default == "leave_out"


def test_classes_listed_with_commas_are_taken_apart_if_each_part_is_a_class() -> None:
    listed = roster(
        students=(student(2),),
        offerings=(offering(2, "Ballet I"), offering(3, "Tap"), offering(4, "Voice, beginners")),
        enrollments=(
            enrollment(2, "Ballet I, Tap"),
            enrollment(2, "Voice, beginners"),
            enrollment(2, "Ballet I, Polka"),
        ),
    )

    assert [one.class_name for one in split_listed_classes(listed, NOBODY).enrollments] == [
        "Ballet I",
        "Tap",
        "Voice, beginners",
        "Ballet I, Polka",
    ]
