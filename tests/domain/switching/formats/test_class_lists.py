"""Classes with their weekly schedules, and staff."""

from __future__ import annotations

from datetime import date, time

import pytest

from museminder.domain.switching.rules.findings import FindingCode
from museminder.domain.switching.rules.records import ImportedRoster, WeeklyMeeting
from tests.domain.switching.formats.lists import roster_of


def classes(**cells: str) -> ImportedRoster:
    row = {
        "Class ID": "70",
        "Class": "Ballet III Wed 3:30",
        "instructor_id": "9",
        "Instructors": "Vera Lind, Omar Haddad",
        "Days": "M, W",
        "Start Time": "3:30pm",
        "End Time": "4:45pm",
        "Location": "North",
        "Session": "2026-2027 Season",
        "Start Date": "09/08/2026",
        "End Date": "06/12/2027",
        "Cat 1": "Dance",
        "Open": "-2",
        "Size": "14",
    }
    return roster_of(row | {name.replace("_", " "): text for name, text in cells.items()})


def test_a_class_comes_with_its_week_its_season_and_its_places() -> None:
    (offering,) = classes().offerings

    assert offering.meetings == (
        WeeklyMeeting(0, time(15, 30), time(16, 45)),
        WeeklyMeeting(2, time(15, 30), time(16, 45)),
    )
    assert (offering.external_id, offering.instructors, offering.lead_instructor_id) == (
        "70",
        ("Vera Lind", "Omar Haddad"),
        "9",
    )
    assert (offering.first_day_on, offering.last_day_on) == (date(2026, 9, 8), date(2027, 6, 12))
    assert (offering.places, offering.open_places, offering.location) == (14, -2, "North")


def test_classes_of_one_course_share_it() -> None:
    row = {"Class ID": "1", "Class": "Ballet I Mon 4:00", "Days": "M", "Start Time": "4pm", "Cat 1": "Dance"}
    roster = roster_of(row, row | {"Class ID": "2", "Class": "Ballet I Tue 5:00"})

    assert [(one.key, one.name, one.program) for one in roster.courses] == [
        ("class:ballet i", "Ballet I", "Dance")
    ]
    assert [one.course_key for one in roster.offerings] == ["class:ballet i", "class:ballet i"]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"Class": ""}, [FindingCode.CLASS_NAME_MISSING]),
        ({"End_Time": "3:00pm"}, [FindingCode.TIMES_BACKWARD]),
        ({"End_Date": "06/12/2025"}, [FindingCode.SEASON_BACKWARD]),
        ({"Days": "", "Start_Time": "", "End_Time": ""}, [FindingCode.SCHEDULE_MISSING]),
        ({"Days": "S"}, [FindingCode.DAYS_UNREADABLE]),
        ({"Start_Time": "3:30"}, [FindingCode.TIME_AMBIGUOUS]),
        ({"Size": "many"}, [FindingCode.NUMBER_UNREADABLE]),
        ({"Class_ID": ""}, [FindingCode.ID_MISSING]),
    ],
)
def test_what_is_wrong_with_a_class_is_noted(cells: dict[str, str], codes: list[FindingCode]) -> None:
    roster = classes(**cells)

    assert [finding.code for finding in roster.findings] == codes
    assert len(roster.offerings) == 1


def test_instructors_of_classes_are_staff_known_by_name() -> None:
    assert [(one.name, one.rows) for one in classes().staff] == [("Vera Lind", ()), ("Omar Haddad", ())]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            {"Staff ID": "9", "Name": "Vera Lind", "Position": "Instructor", "Instructor": "Yes"},
            ("9", "Vera", "Lind", True, True),
        ),
        (
            {
                "Staff ID": "8",
                "Name": "Haddad, Omar",
                "Position": "Desk",
                "Instructor": "No",
                "Status": "Inactive",
            },
            ("8", "Omar", "Haddad", False, False),
        ),
        (
            {"staff external id": "7", "first name": "Jo", "last name": "van der Park", "teaches": ""},
            ("7", "Jo", "van der Park", True, True),
        ),
    ],
)
def test_staff_come_with_name_status_and_whether_they_teach(
    row: dict[str, str], found: tuple[str, str, str, bool, bool]
) -> None:
    (person,) = roster_of(row).staff

    assert (
        person.external_id,
        person.first_name,
        person.last_name,
        person.is_instructor,
        person.is_active,
    ) == found


def test_staff_without_a_name_are_noted() -> None:
    roster = roster_of({"Staff ID": "9", "Name": "", "Position": "Instructor"})

    assert [finding.code for finding in roster.findings] == [FindingCode.NAME_MISSING]


def test_begin_and_end_may_stand_in_one_cell() -> None:
    (offering,) = classes(Days="M", Start_Time="4:30 PM - 5:15p", End_Time="").offerings

    assert offering.meetings == (WeeklyMeeting(0, time(16, 30), time(17, 15)),)


def test_an_end_of_its_own_beats_the_one_beside_the_beginning() -> None:
    (offering,) = classes(Days="M", Start_Time="4:30 - 5:15 PM", End_Time="5:30pm").offerings

    assert offering.meetings == (WeeklyMeeting(0, time(16, 30), time(17, 30)),)
