"""Answers about classes, applied."""

from __future__ import annotations

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.checking import check_roster
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingRecord
from museminder.domain.switching.rules.records import ImportedRoster, ImportedStaff, StudentStatus
from museminder.domain.switching.rules.settled import SettledEnrollment, SettledKind
from museminder.domain.switching.rules.settling_classes import (
    places_taken,
    raised_places,
    settled_enrollments,
    settled_offerings,
)
from tests.domain.switching.rules.rosters import (
    TODAY,
    enrollment,
    guardian,
    monday,
    offering,
    roster,
    row,
    student,
)

NOBODY = ExistingFacts()


def answered(listed: ImportedRoster, existing: ExistingFacts = NOBODY, **answers: str) -> Answers:
    return Answers(check_roster(listed, existing, today=TODAY, answers=answers).questions, answers)


def enrolled(
    listed: ImportedRoster, existing: ExistingFacts = NOBODY, **answers: str
) -> tuple[SettledEnrollment, ...]:
    return settled_enrollments(listed, existing, answered(listed, existing, **answers), listed.students)[0]


def test_a_class_meets_on_the_days_that_were_said_to_be_right() -> None:
    listed = roster(offerings=(offering(2, "Ballet Wed 4:00"),))

    assert [one.meetings for one in settled_offerings(listed, answered(listed))] == [(monday(16),)]
    by_name = settled_offerings(listed, answered(listed, day_in_name_differs="name"))
    assert [one.meetings for one in by_name] == [(monday(16, weekday=2),)]


def test_a_class_has_the_instructor_that_was_said_to_be_right() -> None:
    vera = ImportedStaff("9", "9", "Vera", "Lind", rows=(row(2, "staff.csv"),))
    listed = roster(
        offerings=(offering(2, lead_instructor_id="9", instructors=("Omar Haddad",)),), staff=(vera,)
    )

    assert settled_offerings(listed, answered(listed))[0].instructors == ("Omar Haddad",)
    by_id = settled_offerings(listed, answered(listed, instructor_id_differs="by_id"))
    assert by_id[0].instructors == ("Vera Lind",)


def test_an_instructor_at_two_places_stays_where_it_was_said() -> None:
    listed = roster(
        offerings=(offering(2, "Ballet", instructors=("Vera Lind", "Omar Haddad")), offering(3, "Tap"))
    )
    key = "instructor_twice:classes.csv:2:classes.csv:3:0"
    found = {
        answer: [one.instructors for one in settled_offerings(listed, answered(listed, **{key: answer}))]
        for answer in ("both", "first", "second")
    }

    assert found == {
        "both": [("Vera Lind", "Omar Haddad"), ("Vera Lind",)],
        "first": [("Vera Lind", "Omar Haddad"), ()],
        "second": [("Omar Haddad",), ("Vera Lind",)],
    }


def test_a_name_of_two_classes_is_settled_for_all_or_for_one_child() -> None:
    listed = roster(
        students=(student(2, first_name="A"), student(3, first_name="B"), student(4, first_name="C")),
        guardians=(guardian(),),
        offerings=(offering(2), offering(3, meetings=())),
        enrollments=tuple(enrollment(number) for number in (2, 3, 4)),
    )
    key = "two_classes_of_one_name:ballet i"
    found = enrolled(
        listed, **{key: "c2", f"{key}@students.csv:3": "c3", f"{key}@students.csv:4": "leave_out"}
    )

    assert [(one.student_key, one.offering_key) for one in found] == [("s2", "c2"), ("s3", "c3")]
    assert enrolled(listed) == ()


def test_what_is_left_out_is_listed_with_its_reason() -> None:
    listed = roster(
        students=(student(2, first_name="A"), student(3, first_name="B", status=StudentStatus.INACTIVE)),
        guardians=(guardian(),),
        offerings=(offering(2),),
        enrollments=(enrollment(2, "Polka"), enrollment(3)),
    )
    _, left_out = settled_enrollments(listed, NOBODY, answered(listed), listed.students)

    assert [one.sentence for one in left_out] == [
        "Not enrolled in Polka: it could not be told which class is meant.",
        "Not enrolled in Ballet I: the student is inactive.",
    ]


def test_a_class_the_studio_has_is_taken_by_its_reference() -> None:
    here = ExistingFacts(offerings=(ExistingRecord("offering 5", "c99", "Salsa"),))
    listed = roster(students=(student(2),), guardians=(guardian(),), enrollments=(enrollment(2, "Salsa"),))

    assert [(one.offering_key, one.existing_reference) for one in enrolled(listed, here)] == [
        ("", "offering 5")
    ]


def test_trial_and_waiting_students_are_enrolled_as_such() -> None:
    statuses = (StudentStatus.ACTIVE, StudentStatus.TRIAL, StudentStatus.WAITING, StudentStatus.LEAD)
    listed = roster(
        students=tuple(
            student(number, first_name=status, status=status)
            for number, status in enumerate(statuses, start=2)
        ),
        guardians=(guardian(),),
        offerings=(offering(2),),
        enrollments=tuple(enrollment(number) for number in (2, 3, 4, 5)),
    )

    assert [one.kind for one in enrolled(listed)] == [
        SettledKind.ACTIVE,
        SettledKind.TRIAL,
        SettledKind.WAITLISTED,
        SettledKind.ACTIVE,
    ]


def crowded() -> ImportedRoster:
    """Three children in a class of two places."""
    return roster(
        students=tuple(student(number, first_name=f"Child {number}") for number in (2, 3, 4)),
        guardians=(guardian(),),
        offerings=(offering(2, places=2),),
        enrollments=tuple(enrollment(number) for number in (2, 3, 4)),
    )


def test_a_full_class_is_raised_or_its_last_children_wait() -> None:
    listed, key = crowded(), "more_children_than_places:classes.csv:2"
    raised, waiting = answered(listed), answered(listed, **{key: "waitlist"})
    all_in = settled_enrollments(listed, NOBODY, raised, listed.students)[0]
    one_waits = settled_enrollments(listed, NOBODY, waiting, listed.students)[0]

    assert (places_taken(all_in), raised_places(listed, raised, all_in)) == ({"c2": 3}, {"c2": 3})
    assert [one.kind for one in one_waits] == [SettledKind.ACTIVE, SettledKind.ACTIVE, SettledKind.WAITLISTED]
    assert (places_taken(one_waits), raised_places(listed, waiting, one_waits)) == ({"c2": 2}, {})


def test_places_are_raised_to_what_the_list_claims_if_wanted() -> None:
    listed = roster(offerings=(offering(2, places=12, open_places=-2), offering(3, places=None)))

    assert raised_places(listed, answered(listed), ()) == {}
    assert raised_places(listed, answered(listed, negative_openings="raise"), ()) == {"c2": 14}
