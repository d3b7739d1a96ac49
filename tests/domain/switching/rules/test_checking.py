"""The dry run."""

from __future__ import annotations

from datetime import date

from museminder.domain.switching.rules.checking import CheckedRoster, check_roster
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingStudent
from museminder.domain.switching.rules.findings import Finding, FindingCode, RowState
from museminder.domain.switching.rules.questions import QuestionKind
from tests.domain.switching.rules.rosters import (
    TODAY,
    asked,
    enrollment,
    family,
    guardian,
    offering,
    roster,
    row,
    student,
)

HERE = ExistingFacts(students=(ExistingStudent("student 1", "s3", "Ngozi", "Okafor"),))
LISTED = roster(
    families=(family(),),
    guardians=(guardian(),),
    students=(
        student(2, first_name="Chidi"),
        student(3),
        student(4, first_name=""),
        student(5, first_name="", last_name=""),
        student(6, first_name="Ada", is_adult=True, birth_date=date(2016, 3, 7)),
    ),
    findings=(
        Finding(row(2), FindingCode.CARD_NUMBER),
        Finding(row(4), FindingCode.FIRST_NAME_MISSING),
        Finding(row(5), FindingCode.NAME_MISSING),
        Finding(row(5), FindingCode.FIRST_NAME_MISSING),
    ),
)


def test_every_row_is_in_one_state() -> None:
    checked = check_roster(LISTED, HERE, today=TODAY)

    assert [(one.reference.row, one.state) for one in checked.rows] == [
        (2, RowState.READY),
        (3, RowState.DUPLICATE),
        (4, RowState.NEEDS_INFO),
        (5, RowState.ERROR),
        (6, RowState.READY),
    ]
    assert checked.counts() == {
        RowState.READY: 2,
        RowState.DUPLICATE: 1,
        RowState.NEEDS_INFO: 1,
        RowState.ERROR: 1,
    }
    assert [one.reference.row for one in checked.rows_in(RowState.READY)] == [2, 6]


def test_a_row_knows_its_title_its_findings_its_twin_and_its_questions() -> None:
    checked = check_roster(LISTED, HERE, today=TODAY)
    chidi, ngozi, _, nobody, ada = checked.rows

    assert [one.title for one in checked.rows] == ["Chidi Okafor", "Ngozi Okafor", "Okafor", "", "Ada Okafor"]
    assert [finding.code for finding in nobody.findings] == [
        FindingCode.NAME_MISSING,
        FindingCode.FIRST_NAME_MISSING,
    ]
    assert (ngozi.duplicate and ngozi.duplicate.reference, ngozi.question_keys) == (
        "student 1",
        ("already_here",),
    )
    assert ada.question_keys == ("adult_with_childs_birth_date",)
    assert (checked.card_rows, chidi.duplicate) == ((row(2),), None)


def test_nothing_changes_when_the_same_files_are_checked_again() -> None:
    assert check_roster(LISTED, HERE, today=TODAY) == check_roster(LISTED, HERE, today=TODAY)


def full_class(**answers: str) -> CheckedRoster:
    """Two classes of one name with one place each, three children, nobody sure which class is meant."""
    listed = roster(
        families=(family(),),
        guardians=(guardian(),),
        students=tuple(student(number, first_name=f"Child {number}") for number in (2, 3, 4)),
        offerings=(offering(2, places=1), offering(3, places=1, meetings=())),
        enrollments=tuple(enrollment(number) for number in (2, 3, 4)),
    )
    return check_roster(listed, ExistingFacts(), today=TODAY, answers=answers)


def test_whether_a_class_is_too_full_depends_on_the_answers_so_far() -> None:
    kind = QuestionKind.MORE_CHILDREN_THAN_PLACES
    answered = full_class(**{"two_classes_of_one_name:ballet i": "c3"})

    assert asked(full_class().questions, kind) == []
    assert [one.sentence for one in asked(answered.questions, kind)] == [
        "Ballet I has 1 place and 3 children."
    ]
