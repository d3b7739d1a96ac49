"""Addresses come to the adults of a family."""

from __future__ import annotations

from museminder.domain.switching.rules.settling_addresses import is_own_guardian, with_own_guardians
from tests.domain.switching.rules.rosters import guardian, student


def test_an_adult_student_without_guardians_is_their_own() -> None:
    adult = student(2, is_adult=True, email="ngozi@example.org", address="1 Low Road")
    (own,) = with_own_guardians([adult], ())

    assert (own.name, own.email, own.address, own.family_key) == (
        "Ngozi Okafor",
        "ngozi@example.org",
        "1 Low Road",
        "f1",
    )
    assert is_own_guardian(own)


def test_a_child_is_nobodys_guardian() -> None:
    assert with_own_guardians([student(2, address="1 Low Road")], ()) == ()


def test_an_address_in_the_students_row_is_the_first_guardians() -> None:
    listed = (guardian(2, first_name="Ben"), guardian(1))
    found = with_own_guardians([student(2), student(3, address="1 Low Road")], listed)

    assert [(one.first_name, one.address) for one in found] == [("Ben", ""), ("Ada", "1 Low Road")]


def test_an_address_somebody_of_the_family_has_is_not_overwritten() -> None:
    listed = (guardian(1), guardian(2, address="9 High Street"))
    found = with_own_guardians([student(2, address="1 Low Road")], listed)

    assert [one.address for one in found] == ["", "9 High Street"]
