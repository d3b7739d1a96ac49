"""Rows that are here already, or twice."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.rules.duplicates import duplicate_questions, duplicates_of
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingRecord, ExistingStudent
from museminder.domain.switching.rules.records import ImportedOpeningBalance, ImportedRoster, ImportedStaff
from tests.domain.switching.rules.rosters import offering, roster, row, student

BORN = date(2015, 5, 17)
HERE = ExistingFacts(
    students=(ExistingStudent("student 1", "s2", "Ngozi", "Okafor", BORN),),
    staff=(ExistingRecord("staff 1", "9", "Vera Lind"),),
    offerings=(ExistingRecord("offering 1", "c2", "Ballet I"),),
    opening_balances={"f1": 4500},
)


def found(listed: ImportedRoster, existing: ExistingFacts = HERE) -> list[tuple[str, str, bool]]:
    return [(str(one.row), one.reference, one.has_same_id) for one in duplicates_of(listed, existing)]


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"external_id": "s2", "first_name": "Renamed"}, [("students.csv:2", "student 1", True)]),
        (
            {"external_id": "x", "first_name": "NGÓZI", "birth_date": BORN},
            [("students.csv:2", "student 1", False)],
        ),
        ({"external_id": ""}, [("students.csv:2", "student 1", False)]),
        ({"external_id": "x"}, []),
        ({"external_id": "x", "birth_date": date(2016, 1, 1)}, []),
        ({"external_id": "x", "first_name": "Chidi", "birth_date": BORN}, []),
    ],
)
def test_students_are_recognized_by_id_else_by_name_and_birth_date(
    details: dict[str, object], expected: list[tuple[str, str, bool]]
) -> None:
    assert found(roster(students=(student(**details),))) == expected


def test_a_name_alone_is_enough_where_the_studio_has_no_birth_date() -> None:
    existing = ExistingFacts(students=(ExistingStudent("student 1", "", "Ngozi", "Okafor"),))

    assert found(roster(students=(student(birth_date=BORN),)), existing) == [
        ("students.csv:2", "student 1", False)
    ]


def test_students_without_a_name_are_nobodys_duplicates() -> None:
    existing = ExistingFacts(students=(ExistingStudent("student 1", "", "", ""),))

    assert found(roster(students=(student(external_id="", first_name="", last_name=""),)), existing) == []


def test_staff_classes_and_balances_are_recognized() -> None:
    listed = roster(
        staff=(
            ImportedStaff("9", "9", "Vera", "L.", rows=(row(2, "staff.csv"),)),
            ImportedStaff("5", "5", "vera", "lind", rows=(row(3, "staff.csv"),)),
            ImportedStaff("name:x", "", "Vera", "Lind"),
        ),
        offerings=(offering(2), offering(3, "Ballet I")),
        opening_balances=(
            ImportedOpeningBalance(row(2, "balances.csv"), "f1", 4500, None),
            ImportedOpeningBalance(row(3, "balances.csv"), "f2", 4500, None),
        ),
    )

    assert found(listed) == [
        ("staff.csv:2", "staff 1", True),
        ("staff.csv:3", "staff 1", False),
        ("classes.csv:2", "offering 1", True),
        ("balances.csv:2", "f1", True),
    ]


def test_the_same_id_is_updated_and_the_same_name_skipped_unless_said_otherwise() -> None:
    listed = roster(students=(student(2), student(3, external_id="")))
    questions = list(duplicate_questions(listed, duplicates_of(listed, HERE)))

    assert [(one.key, one.default, [choice.value for choice in one.choices]) for one in questions] == [
        ("already_here", "update", ["update", "skip"]),
        ("same_person_here", "skip", ["update", "skip", "create"]),
    ]


@pytest.mark.parametrize(("family_key", "where"), [("f1", "one family"), ("f2", "two families")])
def test_a_child_who_stands_twice_in_the_files_is_asked_about_and_never_joined_unasked(
    family_key: str, where: str
) -> None:
    listed = roster(students=(student(2, birth_date=BORN), student(3, family_key, birth_date=BORN)))
    (question,) = duplicate_questions(listed, ())

    assert question.sentence == f"Ngozi Okafor stands in 2 rows of {where}, with the same birth date."
    assert (question.rows, question.default) == ((row(2), row(3)), "two_children")
