"""Families gathered from the rows of their children."""

from __future__ import annotations

from tests.domain.switching.formats.lists import contact, roster_of


def test_siblings_rows_make_one_family_and_one_guardian() -> None:
    roster = roster_of(
        contact(Parent_Contact_1_Email="ada@example.org"),
        contact(My_Music_Staff_Student_ID="sdt_2", Parent_Contact_1_Last_Name="OKÁFOR"),
    )

    assert [(one.key, [row.row for row in one.rows]) for one in roster.families] == [("fml_1", [2, 3])]
    assert [(one.name, one.email, [row.row for row in one.rows]) for one in roster.guardians] == [
        ("Ada Okafor", "ada@example.org", [2, 3])
    ]


def test_what_one_row_lacks_another_adds() -> None:
    (guardian,) = roster_of(
        contact(Parent_Contact_1_Home_Phone="217-555-0142"),
        contact(
            Parent_Contact_1_Home_Phone="(217) 555-0142",
            Parent_Contact_1_Mobile_Phone="217-555-0143",
            Parent_Contact_1_Address="12 Elm Street",
        ),
    ).guardians

    assert [(phone.kind, phone.original) for phone in guardian.phones] == [
        ("home", "217-555-0142"),
        ("home", "(217) 555-0142"),
        ("mobile", "217-555-0143"),
    ]
    assert guardian.address == "12 Elm Street"


def test_what_rows_say_differently_is_kept_beside_the_first() -> None:
    (guardian,) = roster_of(
        contact(Parent_Contact_1_Email="ada@example.org"),
        contact(Parent_Contact_1_Email="ADA@example.org"),
        contact(Parent_Contact_1_Email="ada@example.com"),
    ).guardians

    assert (guardian.email, guardian.other_emails) == ("ada@example.org", ("ada@example.com",))


def test_two_of_one_name_in_a_row_are_two_people() -> None:
    father_and_son = {"Parent_Contact_2_First_Name": "Ada", "Parent_Contact_2_Last_Name": "Okafor"}
    roster = roster_of(contact(**father_and_son), contact(**father_and_son))

    assert [(one.key, one.position) for one in roster.guardians] == [("fml_1/1", 1), ("fml_1/2", 2)]


def test_rows_without_a_family_id_are_families_of_their_own() -> None:
    roster = roster_of(contact(My_Music_Staff_Family_ID=""), contact(My_Music_Staff_Family_ID=""))

    assert [(one.key, one.external_id) for one in roster.families] == [
        ("row:list.csv:2", ""),
        ("row:list.csv:3", ""),
    ]
