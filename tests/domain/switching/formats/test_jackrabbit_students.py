"""Jackrabbit's students and the families their labels number."""

from __future__ import annotations

from museminder.domain.switching.rules.records import ImportedRoster, StudentStatus
from tests.domain.switching.formats.lists import roster_of


def students(*rows: tuple[str, str], classes: str = "") -> ImportedRoster:
    """Rows of (first name, family label)."""
    return roster_of(
        *(
            {
                "Student ID": str(number),
                "Student First Name": first,
                "Student Last Name": "Smith",
                "Family": label,
                "Status": "Inactive",
                "DOB": "05/17/2015",
                "Current Classes": classes,
                "Notes": "Asthma",
                "Special Needs": "Hearing aid",
            }
            for number, (first, label) in enumerate(rows, start=1)
        )
    )


def test_a_family_is_its_number_and_every_name_a_guardian() -> None:
    roster = students(
        ("Juan", "Smith, Zachary (2)"), ("Erika", "Smith, James (2)"), ("Ann", "Smith, James (3)")
    )

    assert [(one.external_id, len(one.rows)) for one in roster.families] == [("2", 2), ("3", 1)]
    assert [(one.family_key, one.name) for one in roster.guardians] == [
        ("2", "Zachary Smith"),
        ("2", "James Smith"),
        ("3", "James Smith"),
    ]


def test_a_label_without_number_stands_for_the_family() -> None:
    roster = students(("Juan", "Smith, Zachary"), ("Erika", "Smith, Zachary"))

    assert [one.external_id for one in roster.families] == ["Smith, Zachary"]


def test_a_label_without_first_name_names_no_guardian() -> None:
    assert students(("Juan", "Smith (2)"), ("Ann", "Smith, X (3)"), ("Eve", "")).guardians == ()


def test_students_carry_their_notes_and_status() -> None:
    (student,) = students(("Juan", "Smith, Zachary (2)")).students

    assert (student.status, student.note, student.care_note) == (
        StudentStatus.INACTIVE,
        "Asthma",
        "Hearing aid",
    )


def test_classes_are_listed_once_each() -> None:
    roster = students(("Juan", "Smith, Zachary (2)"), classes="Ballet I Mon 4:00; Tap I;  Tap  I;")

    assert [(one.student_key, one.class_name) for one in roster.enrollments] == [
        ("1", "Ballet I Mon 4:00"),
        ("1", "Tap I"),
    ]
