"""What is wrong with people and balances."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import FindingCode
from museminder.domain.switching.rules.people_findings import (
    balance_findings,
    guardians_by_family,
    people_findings,
)
from museminder.domain.switching.rules.records import ImportedOpeningBalance, ImportedStaff
from tests.domain.switching.rules.rosters import TODAY, family, guardian, offering, roster, row, student

NOBODY = ExistingFacts()


@pytest.mark.parametrize(
    ("details", "guardians", "codes"),
    [
        ({}, (), [FindingCode.GUARDIAN_MISSING]),
        ({"birth_date": date(2015, 5, 17)}, (), [FindingCode.GUARDIAN_MISSING]),
        ({"birth_date": date(1988, 5, 17)}, (), []),
        ({"is_adult": True}, (), []),
        ({}, (guardian(),), []),
        ({"email": "Ada@example.org"}, (guardian(email="ada@example.org"),), [FindingCode.EMAIL_OF_GUARDIAN]),
        ({"birth_date": date(2027, 1, 1)}, (guardian(),), [FindingCode.BIRTH_DATE_IMPOSSIBLE]),
        ({"birth_date": date(1890, 1, 1)}, (guardian(),), [FindingCode.BIRTH_DATE_IMPOSSIBLE]),
    ],
)
def test_students_are_looked_at_with_their_guardians(
    details: dict[str, object], guardians: tuple[object, ...], codes: list[FindingCode]
) -> None:
    found = people_findings(roster(students=(student(**details),), guardians=guardians), NOBODY, today=TODAY)

    assert [finding.code for finding in found] == codes


def test_guardians_the_studio_has_are_not_missing() -> None:
    existing = ExistingFacts(families={"f1": "family 1"})

    assert list(people_findings(roster(students=(student(),)), existing, today=TODAY)) == []


def test_an_id_used_twice_is_wrong_in_the_second_row() -> None:
    listed = roster(
        students=(student(2, external_id="a"), student(5, external_id="a"), student(6, external_id="")),
        guardians=(guardian(),),
        offerings=(offering(2, external_id="a"), offering(3, external_id="a")),
        staff=(ImportedStaff("9", "9", "Vera", "Lind", rows=(row(2, "staff.csv"), row(4, "staff.csv"))),),
    )

    assert [(str(one.row), one.sentence) for one in people_findings(listed, NOBODY, today=TODAY)] == [
        ("students.csv:5", "The id “a” is already used by row 2."),
        ("classes.csv:3", "The id “a” is already used by row 2."),
        ("staff.csv:4", "The id “9” is already used by row 2."),
    ]


def test_a_balance_needs_a_family_and_only_one() -> None:
    balances = tuple(
        ImportedOpeningBalance(row(number, "balances.csv"), family_id, 4500, None)
        for number, family_id in enumerate(("f1", "f1", "nobody", "here", ""), start=2)
    )
    listed = roster(families=(family(),), opening_balances=balances)
    found = balance_findings(listed, ExistingFacts(families={"here": "family 9"}))

    assert [(one.row.row, one.code) for one in found] == [
        (3, FindingCode.BALANCE_REPEATED),
        (4, FindingCode.BALANCE_FAMILY_UNKNOWN),
    ]


def test_guardians_stand_in_the_order_of_the_contacts() -> None:
    listed = roster(guardians=(guardian(2), guardian(1), guardian(1, "f2")))

    assert {key: [one.position for one in found] for key, found in guardians_by_family(listed).items()} == {
        "f1": [1, 2],
        "f2": [1],
    }
