"""Answers about people, applied."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.checking import check_roster
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import Finding, FindingCode
from museminder.domain.switching.rules.records import (
    ImportedLesson,
    ImportedMakeUpCredit,
    ImportedRoster,
    ImportedStudent,
    RateKind,
    StudentStatus,
)
from museminder.domain.switching.rules.settling_people import (
    joined_families,
    people_in_two_families,
    repeated_children,
    settled_credits,
    settled_families,
    settled_guardians,
    settled_students,
)
from tests.domain.switching.rules.rosters import TODAY, enrollment, family, guardian, roster, row, student

BORN = date(2016, 3, 7)


def answered(listed: ImportedRoster, **answers: str) -> Answers:
    return Answers(check_roster(listed, ExistingFacts(), today=TODAY).questions, answers)


def settled(listed: ImportedRoster, **answers: str) -> ImportedStudent:
    return settled_students(listed, answered(listed, **answers))[0]


@pytest.mark.parametrize(
    ("answer", "adult", "born"),
    [("", True, None), ("date_is_wrong", True, None), ("is_adult", True, BORN), ("is_child", False, BORN)],
)
def test_an_adult_with_a_childs_birth_date_is_what_was_answered(
    answer: str, adult: bool, born: date | None
) -> None:
    listed = roster(students=(student(is_adult=True, birth_date=BORN),))
    one = settled(listed, adult_with_childs_birth_date=answer)

    assert (one.is_adult, one.birth_date) == (adult, born)


@pytest.mark.parametrize(("answer", "adult"), [("", True), ("is_child", False)])
def test_a_grown_up_without_guardian_is_what_was_answered(answer: str, adult: bool) -> None:
    listed = roster(students=(student(birth_date=date(1988, 3, 7)),))

    assert settled(listed, grown_up_without_guardian=answer).is_adult is adult


def test_a_remark_moves_to_the_note_if_wanted() -> None:
    listed = roster(
        students=(student(first_name="ASHLEY (sibling)", note="Likes Bach"),),
        guardians=(guardian(),),
        findings=(Finding(row(2), FindingCode.NAME_REMARK, "first_name"),),
    )
    kept, moved = settled(listed), settled(listed, name_with_remark="remove")

    assert (kept.name, kept.note) == ("ASHLEY (sibling) Okafor", "Likes Bach")
    assert (moved.name, moved.note) == ("ASHLEY Okafor", "Likes Bach\n(sibling)")


def test_an_enrolled_inactive_student_becomes_active_if_wanted() -> None:
    gone = student(status=StudentStatus.INACTIVE, inactive_on=date(2026, 1, 1))
    listed = roster(students=(gone,), guardians=(guardian(),), enrollments=(enrollment(2),))
    one = settled(listed, enrolled_but_inactive="enroll")

    assert settled(listed).status is StudentStatus.INACTIVE
    assert (one.status, one.inactive_on) == (StudentStatus.ACTIVE, None)


def test_a_single_price_is_for_every_lesson_or_the_first_only() -> None:
    lessons = (
        ImportedLesson("Piano", "Vera Lind", 30, 4500, RateKind.PER_LESSON),
        ImportedLesson("Voice", "Omar Haddad", 60, 4500, RateKind.PER_LESSON),
    )
    uneven = (("subject", 2), ("minutes", 2), ("price", 1))
    listed = roster(students=(student(lessons=lessons, uneven_lessons=uneven),), guardians=(guardian(),))

    assert [one.price_amount for one in settled(listed).lessons] == [4500, 4500]
    first_only = settled(listed, uneven_lessons="first_only").lessons
    assert [(one.minutes, one.price_amount) for one in first_only] == [(30, 4500), (60, None)]


def test_a_students_address_that_is_a_guardians_stays_with_the_guardian() -> None:
    listed = roster(
        students=(student(email="Ada@example.org"), student(3, email="own@example.org")),
        guardians=(guardian(email="ada@example.org"),),
    )

    assert [one.email for one in settled_students(listed, answered(listed))] == ["", "own@example.org"]


def test_a_shared_address_stays_with_the_guardian_chosen() -> None:
    listed = roster(
        guardians=(
            guardian(1, email="us@example.org"),
            guardian(2, first_name="Emeka", email="us@example.org"),
        )
    )
    key = "email_of_two_guardians:f1/1"

    assert [one.email for one in settled_guardians(listed, answered(listed))] == ["us@example.org", ""]
    chosen = settled_guardians(listed, answered(listed, **{key: "f1/2"}))
    assert [one.email for one in chosen] == ["", "us@example.org"]


def test_one_person_in_two_families_keeps_the_address_in_both() -> None:
    listed = roster(
        guardians=(guardian(1, "f1", email="ada@example.org"), guardian(1, "f2", email="ada@example.org"))
    )
    one, two = answered(listed), answered(listed, **{"email_in_two_families:f1/1": "two_people"})

    assert [person.email for person in settled_guardians(listed, one)] == ["ada@example.org"] * 2
    assert people_in_two_families(settled_guardians(listed, one), one) == (("f1/1", "f2/1"),)
    assert [person.email for person in settled_guardians(listed, two)] == ["ada@example.org", ""]
    assert people_in_two_families(settled_guardians(listed, two), two) == ()


def test_of_two_addresses_the_one_chosen_is_kept() -> None:
    listed = roster(guardians=(guardian(email="a@example.org", other_emails=("b@example.org",)),))
    chosen = answered(listed, **{"guardian_emails_differ:f1/1": "1"})

    assert [one.email for one in settled_guardians(listed, chosen)] == ["b@example.org"]


def unnumbered() -> ImportedRoster:
    """Two children without family ids whose mothers have one name and one address; the second has a father."""
    return roster(
        families=(family("f1", numbered=False), family("f2", numbered=False, rows=(3,))),
        students=(student(2, "f1"), student(3, "f2")),
        guardians=(
            guardian(1, "f1", email="ada@example.org"),
            guardian(1, "f2", email="ada@example.org", rows=(row(3),)),
            guardian(2, "f2", first_name="Emeka", rows=(row(3),)),
        ),
    )


def test_siblings_without_family_id_become_one_family() -> None:
    listed = unnumbered()
    answers = answered(listed)
    students = settled_students(listed, answers)

    assert joined_families(listed, answers) == {"f2": "f1"}
    assert [one.family_key for one in students] == ["f1", "f1"]
    assert [one.key for one in settled_families(listed, answers, students)] == ["f1"]
    assert [(one.name, one.family_key, len(one.rows)) for one in settled_guardians(listed, answers)] == [
        ("Ada Okafor", "f1", 2),
        ("Emeka Okafor", "f1", 1),
    ]


def test_siblings_without_family_id_stay_apart_if_wanted() -> None:
    listed = unnumbered()
    answers = answered(listed, **{"siblings_without_family:students.csv:2:students.csv:3": "separate"})
    students = settled_students(listed, answers)

    assert [one.key for one in settled_families(listed, answers, students)] == ["f1", "f2"]
    assert len(settled_guardians(listed, answers)) == 3


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ({}, [1, 28]),
        ({"negative_credits": "carry"}, [1, -1, 28]),
        ({"many_credits": "start_at_zero"}, [1]),
    ],
)
def test_doubtful_credits_come_in_only_as_answered(answers: dict[str, str], counts: list[int]) -> None:
    listed = roster(
        students=tuple(student(number) for number in (2, 3, 4, 5)),
        guardians=(guardian(),),
        makeup_credits=tuple(
            ImportedMakeUpCredit(row(number), f"s{number}", count)
            for number, count in ((2, 1), (3, -1), (4, 28), (5, 2))
        ),
    )
    coming = {row(2), row(3), row(4)}

    assert [one.count for one in settled_credits(listed, answered(listed, **answers), coming)] == counts


def test_a_child_listed_twice_is_one_only_if_somebody_says_so() -> None:
    listed = roster(students=(student(2, birth_date=BORN), student(3, "f2", birth_date=BORN)))

    assert list(repeated_children(answered(listed))) == []
    one_child = answered(listed, **{"same_child_twice:students.csv:2": "one_child"})
    assert list(repeated_children(one_child)) == [row(3)]
