"""From a checked roster to what is written."""

from __future__ import annotations

from dataclasses import replace

from museminder.domain.switching.rules.checking import check_roster
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingRecord, ExistingStudent
from museminder.domain.switching.rules.findings import Finding, FindingCode
from museminder.domain.switching.rules.records import (
    ImportedMakeUpCredit,
    ImportedOpeningBalance,
    ImportedRoster,
    ImportedStaff,
)
from museminder.domain.switching.rules.settled import SettledRoster
from museminder.domain.switching.rules.settling import settle_roster
from tests.domain.switching.rules.rosters import (
    TODAY,
    enrollment,
    family,
    guardian,
    offering,
    roster,
    row,
    student,
)

NOBODY = ExistingFacts()
HERE = ExistingFacts(
    students=(ExistingStudent("student 1", "s2", "Ngozi", "Okafor"),),
    offerings=(ExistingRecord("offering 1", "c2", "Ballet I"),),
    staff=(ExistingRecord("staff 1", "9", "Vera Lind"),),
    families={"f1": "family 1"},
    opening_balances={"f1": 4500},
)


def listed(*findings: Finding) -> ImportedRoster:
    """Two families of one child each, in one class, with a balance each and a credit each."""
    return roster(
        families=(family("f1"), family("f2", rows=(3,))),
        guardians=(guardian(1, "f1"), guardian(1, "f2", first_name="Rosa")),
        students=(student(2, "f1"), student(3, "f2", first_name="Ines")),
        staff=(ImportedStaff("9", "9", "Vera", "Lind", rows=(row(2, "staff.csv"),)),),
        offerings=(offering(2),),
        enrollments=(enrollment(2), enrollment(3)),
        opening_balances=(
            ImportedOpeningBalance(row(2, "balances.csv"), "f1", 4500, None),
            ImportedOpeningBalance(row(3, "balances.csv"), "f2", -3250, None),
        ),
        makeup_credits=(ImportedMakeUpCredit(row(2), "s2", 1), ImportedMakeUpCredit(row(3), "s3", 2)),
        findings=findings,
    )


def settled(made: ImportedRoster, existing: ExistingFacts = NOBODY, **answers: str) -> SettledRoster:
    checked = check_roster(made, existing, today=TODAY, answers=answers)
    return settle_roster(checked, existing, answers)


def shape(found: SettledRoster) -> dict[str, int]:
    names = ("families", "guardians", "students", "staff", "offerings", "enrollments", "opening_balances")
    return {name: len(getattr(found, name)) for name in (*names, "makeup_credits", "left_out")}


def test_what_is_ready_comes_in_whole() -> None:
    assert shape(settled(listed())) == {
        "families": 2,
        "guardians": 2,
        "students": 2,
        "staff": 1,
        "offerings": 1,
        "enrollments": 2,
        "opening_balances": 2,
        "makeup_credits": 2,
        "left_out": 0,
    }


def test_a_row_that_needs_information_stays_out_with_everything_that_hangs_on_it() -> None:
    found = settled(listed(Finding(row(3), FindingCode.FIRST_NAME_MISSING)))

    assert shape(found) == {
        "families": 1,
        "guardians": 1,
        "students": 1,
        "staff": 1,
        "offerings": 1,
        "enrollments": 1,
        "opening_balances": 1,
        "makeup_credits": 1,
        "left_out": 2,
    }
    assert [(str(one.row), one.sentence) for one in found.left_out] == [
        ("students.csv:3", "The first name is missing."),
        ("balances.csv:3", "The family of this balance does not come in."),
    ]


def test_a_class_in_error_leaves_its_children_without_it_and_says_so() -> None:
    found = settled(
        listed(
            Finding(
                row(2, "classes.csv"), FindingCode.TIMES_BACKWARD, values=(("end", "3:00"), ("start", "4:00"))
            )
        )
    )

    assert (found.offerings, found.enrollments) == ((), ())
    assert [one.sentence for one in found.left_out] == [
        "The class ends at 3:00, before it starts at 4:00.",
        "Not enrolled: the row of the class does not come in.",
        "Not enrolled: the row of the class does not come in.",
    ]


def test_a_second_import_updates_what_is_here() -> None:
    found = settled(listed(), HERE)

    assert {str(one): reference for one, reference in found.updates.items()} == {
        "students.csv:2": "student 1",
        "staff.csv:2": "staff 1",
        "classes.csv:2": "offering 1",
        "balances.csv:2": "f1",
    }
    assert shape(found) == shape(settled(listed()))


def test_what_is_skipped_stays_as_it_is_and_keeps_its_place() -> None:
    found = settled(listed(), HERE, already_here="skip")

    assert found.updates == {}
    assert [one.key for one in found.students] == ["s3"]
    assert [(one.student_key, one.offering_key, one.existing_reference) for one in found.enrollments] == [
        ("s3", "", "offering 1")
    ]
    assert [one.family_external_id for one in found.opening_balances] == ["f2"]


def test_one_row_may_be_skipped_and_the_others_updated() -> None:
    found = settled(listed(), HERE, **{"already_here@students.csv:2": "skip"})

    assert [str(one) for one in found.updates] == ["staff.csv:2", "classes.csv:2", "balances.csv:2"]


def test_a_namesake_is_skipped_unless_created() -> None:
    namesake = ExistingFacts(students=(ExistingStudent("student 9", "", "Ines", "Okafor"),))
    skipped, created = settled(listed(), namesake), settled(listed(), namesake, same_person_here="create")

    assert [one.key for one in skipped.students] == ["s2"]
    assert ([one.key for one in created.students], created.updates) == (["s2", "s3"], {})


def test_the_second_row_of_one_id_brings_nothing_in() -> None:
    made = listed()
    twice = replace(made.students[1], key="s2", external_id="s2", family_key="f1")
    repeated = roster(
        families=made.families,
        guardians=made.guardians,
        students=(made.students[0], twice),
        offerings=made.offerings,
        enrollments=(enrollment(2), replace(enrollment(3, "Ballet I"), student_key="s2")),
    )
    found = settled(repeated)

    assert [(one.row, one.student_key) for one in found.enrollments] == [(row(2), "s2")]
    assert [str(one.row) for one in found.left_out] == ["students.csv:3"]
