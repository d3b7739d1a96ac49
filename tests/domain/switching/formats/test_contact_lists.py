"""Lists with one row per student and the guardians beside it."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.formats.contact_lists import staff_named
from museminder.domain.switching.rules.findings import FindingCode
from museminder.domain.switching.rules.records import RateKind, StudentStatus
from tests.domain.switching.formats.lists import contact, roster_of

NO_GUARDIAN = {"Parent_Contact_1_First_Name": "", "Parent_Contact_1_Last_Name": ""}


def test_a_row_becomes_a_student_with_everything_it_says() -> None:
    (student,) = roster_of(
        contact(
            Status="Trial",
            Email="ngozi@example.org",
            Mobile_Phone="217-555-0142x5",
            Birthday="05/17/2015",
            Address="12 Elm Street\nSpringfield",
            Note="Likes Bach",
            Date_Started="09/01/2020",
            Level="Grade 3",
            Group_Tags="Suzuki; Orchestra",
        )
    ).students

    assert (student.name, student.key, student.family_key) == ("Ngozi Okafor", "sdt_1", "fml_1")
    assert (student.status, student.email, student.birth_date) == (
        StudentStatus.TRIAL,
        "ngozi@example.org",
        date(2015, 5, 17),
    )
    assert [(phone.kind, phone.dialable, phone.extension) for phone in student.phones] == [
        ("mobile", "+12175550142", "5")
    ]
    assert (student.address, student.note) == ("12 Elm Street\nSpringfield", "Likes Bach")
    assert (student.started_on, student.level, student.tags) == (
        date(2020, 9, 1),
        "Grade 3",
        ("Suzuki", "Orchestra"),
    )


@pytest.mark.parametrize(
    ("text", "status", "codes"),
    [
        ("", StudentStatus.ACTIVE, []),
        ("ACTIVE", StudentStatus.ACTIVE, []),
        ("Inactive", StudentStatus.INACTIVE, []),
        ("Prospective", StudentStatus.LEAD, []),
        ("Waiting", StudentStatus.WAITING, []),
        ("Sabbatical", StudentStatus.ACTIVE, [FindingCode.STATUS_UNKNOWN]),
    ],
)
def test_statuses_of_all_systems_are_known(
    text: str, status: StudentStatus, codes: list[FindingCode]
) -> None:
    roster = roster_of(contact(Status=text))

    assert (roster.students[0].status, [finding.code for finding in roster.findings]) == (status, codes)


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("", "", [FindingCode.NAME_MISSING]),
        ("", "Okafor", [FindingCode.FIRST_NAME_MISSING]),
        ("Ngozi", "", [FindingCode.LAST_NAME_MISSING]),
    ],
)
def test_missing_names_are_noted_and_the_row_is_kept(first: str, last: str, codes: list[FindingCode]) -> None:
    roster = roster_of(contact(First_Name=first, Last_Name=last))

    assert [finding.code for finding in roster.findings] == codes
    assert [student.key for student in roster.students] == ["sdt_1"]


def test_an_adult_without_guardian_is_a_family_of_one() -> None:
    roster = roster_of(contact(Adult_Student="Adult", **NO_GUARDIAN))

    assert ([one.name for one in roster.families], roster.guardians) == (["Okafor"], ())
    assert roster.students[0].is_adult is True


def test_an_adult_listed_as_their_own_parent_is_one_person() -> None:
    roster = roster_of(
        contact(
            Adult_Student="Adult",
            Parent_Contact_1_First_Name="NGOZI",
            Parent_Contact_1_Email="ngozi@example.org",
            Parent_Contact_1_Address="12 Elm Street",
        )
    )

    assert roster.guardians == ()
    assert (roster.students[0].email, roster.students[0].address) == ("ngozi@example.org", "12 Elm Street")


def test_up_to_four_contacts_are_guardians_in_their_order() -> None:
    names = {f"Parent_Contact_{number}_First_Name": f"G{number}" for number in (1, 2, 4)}

    assert [(one.first_name, one.position) for one in roster_of(contact(**names)).guardians] == [
        ("G1", 1),
        ("G2", 2),
        ("G4", 4),
    ]


def test_a_contact_without_a_name_is_noted_and_not_made_up() -> None:
    roster = roster_of(contact(Parent_Contact_2_Email="who@example.org"))

    assert len(roster.guardians) == 1
    assert [finding.sentence for finding in roster.findings] == [
        "Contact 2 has an e-mail, a phone or an address, but no name."
    ]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [("X", "", []), ("Ms", "Okafor", [("Ms", "Okafor")]), ("", "Okafor", [("Okafor", "")])],
)
def test_fillers_alone_are_no_guardian(first: str, last: str, names: list[tuple[str, str]]) -> None:
    roster = roster_of(contact(Parent_Contact_1_First_Name=first, Parent_Contact_1_Last_Name=last))

    assert [(one.first_name, one.last_name) for one in roster.guardians] == names


def test_teachers_and_instruments_become_staff_and_courses_once() -> None:
    roster = roster_of(
        contact(Instrument="Piano; Voice", Teacher="Vera Lind; Omar Haddad"),
        contact(Instrument="PIANO", Teacher="vera lind", My_Music_Staff_Student_ID="sdt_2"),
    )

    assert [(one.key, one.external_id, one.rows) for one in roster.staff] == [
        ("name:vera lind", "", ()),
        ("name:omar haddad", "", ()),
    ]
    assert [(one.key, one.kind) for one in roster.courses] == [
        ("private:piano", "private"),
        ("private:voice", "private"),
    ]


def test_credits_of_zero_are_none() -> None:
    roster = roster_of(contact(**{"Make-up Credits": "0"}), contact(**{"Make-up Credits": "-1"}))

    assert [(credit.row.row, credit.count) for credit in roster.makeup_credits] == [(3, -1)]


def test_a_row_without_id_is_known_by_where_it_stands() -> None:
    roster = roster_of(contact(My_Music_Staff_Student_ID=""))

    assert [(one.key, one.external_id) for one in roster.students] == [("row:list.csv:2", "")]
    assert [finding.code for finding in roster.findings] == [FindingCode.ID_MISSING]


def test_teachworks_lists_subjects_by_comma_and_prices_by_the_hour() -> None:
    roster = roster_of(
        {
            "First Name": "Ngozi",
            "Last Name": "Okafor",
            "Status": "Prospective",
            "Birth date": "2015-05-17",
            "Subjects": "Piano, Voice",
            "Billing Method": "Student Cost",
            "Student Hourly Cost": "60",
        }
    )

    assert [(one.subject, one.price_amount, one.rate) for one in roster.students[0].lessons] == [
        ("Piano", 6000, RateKind.PER_HOUR),
        ("Voice", 6000, RateKind.PER_HOUR),
    ]
    assert (roster.system, roster.students[0].birth_date) == ("teachworks", date(2015, 5, 17))


def test_tutorbird_calls_teachers_tutors() -> None:
    roster = roster_of(
        {
            "First Name": "Ngozi",
            "Last Name": "Okafor",
            "TutorBird Student ID": "sdt_1",
            "TutorBird Family ID": "fml_1",
            "Subject": "Maths",
            "Tutor": "Vera Lind",
            "Parent Contact 3 First Name": "Ada",
            "Parent Contact 3 Work Phone": "217-555-0142",
        }
    )

    assert (roster.system, [one.name for one in roster.staff]) == ("tutorbird", ["Vera Lind"])
    assert [(one.position, one.phones[0].kind) for one in roster.guardians] == [(3, "work")]


@pytest.mark.parametrize(("name", "parts"), [("Vera  Lind", ("Vera", "Lind")), ("Cher", ("Cher", ""))])
def test_an_instructor_known_by_name_has_no_id(name: str, parts: tuple[str, str]) -> None:
    person = staff_named(name)

    assert ((person.first_name, person.last_name), person.external_id) == (parts, "")
