"""Files of one move put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from museminder.domain.switching.rules.combining import combine_rosters
from museminder.domain.switching.rules.records import ImportedRoster, ImportedStaff
from tests.domain.switching.rules.rosters import family, guardian, offering, roster, row, student

NAMED = ImportedStaff("name:vera lind", "", "Vera", "Lind")
LISTED = ImportedStaff("9", "9", "VERA", "Lind", rows=(row(2, "staff.csv"),))


def test_staff_named_by_a_class_are_those_of_the_staff_list() -> None:
    named = roster(staff=(NAMED, replace(NAMED, key="name:omar", first_name="Omar")), offerings=(offering(),))

    assert [one.key for one in combine_rosters(named, roster(staff=(LISTED,))).staff] == ["9", "name:omar"]
    assert [one.key for one in combine_rosters(named).staff] == ["name:vera lind", "name:omar"]


def test_a_family_in_two_files_is_one() -> None:
    first = roster(families=(family(rows=(2,)),), students=(student(),), guardians=(guardian(),))
    second = roster(families=(family(rows=(7,)),), students=(student(7),), guardians=(guardian(),))
    combined = combine_rosters(first, second)

    assert [[one.row for one in family.rows] for family in combined.families] == [[2, 7]]
    assert (len(combined.guardians), len(combined.students)) == (1, 2)


def test_the_system_is_the_one_moved_from() -> None:
    ours = ImportedRoster("template", "US", "USD")

    assert [combine_rosters(ours, roster()).system, combine_rosters(ours).system] == [
        "jackrabbit",
        "template",
    ]


@pytest.mark.parametrize(
    "other",
    [ImportedRoster("x", "GB", "USD"), ImportedRoster("x", "US", "EUR"), roster(students=(student(),))],
)
def test_files_that_do_not_belong_together_are_refused(other: ImportedRoster) -> None:
    with pytest.raises(ValueError, match="of one import"):
        combine_rosters(roster(students=(student(),)), other)
