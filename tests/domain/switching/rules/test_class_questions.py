"""Questions about what a list of classes says twice and differently."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.rules.class_questions import class_questions, lead_name, timetable
from museminder.domain.switching.rules.questions import Question, QuestionKind
from museminder.domain.switching.rules.records import ImportedStaff
from tests.domain.switching.rules.rosters import asked, monday, offering, roster, row

VERA = ImportedStaff("9", "9", "Vera", "Lind", rows=(row(2, "staff.csv"),))


def questions(kind: QuestionKind, *offerings: object) -> list[Question]:
    return asked(class_questions(roster(offerings=offerings, staff=(VERA,))), kind)


def test_a_day_in_the_name_that_is_not_among_the_days_is_asked_about() -> None:
    (question,) = questions(
        QuestionKind.DAY_IN_NAME_DIFFERS,
        offering(2, "Ballet Wed 4:00"),
        offering(3, "Tap Mon 4:00"),
        offering(4, "Jazz"),
        offering(5, "Hip Hop Wed 4:00", meetings=()),
        offering(6, "Pointe Mon/Wed", meetings=(monday(16), monday(16, weekday=2))),
    )

    assert question.sentence == "1 class has another day in the name than in its days."
    assert [(one.row.row, one.text) for one in question.subjects] == [(2, "Ballet Wed 4:00: Monday")]


@pytest.mark.parametrize(
    ("second", "asked_about"),
    [
        ({"meetings": (monday(16, 30),)}, True),
        ({"meetings": (monday(17),)}, False),
        ({"meetings": (monday(16, weekday=1),)}, False),
        ({"instructors": ("Omar Haddad",)}, False),
        ({"instructors": ("Omar Haddad", "VERA LIND")}, True),
        ({"is_active": False}, False),
        ({"first_day_on": date(2027, 7, 1)}, False),
        ({"first_day_on": date(2027, 6, 12)}, True),
    ],
)
def test_an_instructor_at_two_places_at_once_is_asked_about(
    second: dict[str, object], asked_about: bool
) -> None:
    found = questions(
        QuestionKind.INSTRUCTOR_TWICE,
        offering(2, "Ballet", last_day_on=date(2027, 6, 12)),
        offering(3, "Tap", **second),
    )

    assert [question.sentence for question in found] == (
        ["Vera Lind teaches Ballet and Tap at the same time."] if asked_about else []
    )


def test_two_instructors_at_two_places_are_two_questions_with_keys_of_their_own() -> None:
    both = {"instructors": ("Vera Lind", "Omar Haddad")}
    found = questions(
        QuestionKind.INSTRUCTOR_TWICE, offering(2, "Ballet", **both), offering(3, "Tap", **both)
    )

    assert [question.key for question in found] == [
        "instructor_twice:classes.csv:2:classes.csv:3:0",
        "instructor_twice:classes.csv:2:classes.csv:3:1",
    ]


def test_an_id_of_somebody_who_is_not_named_is_asked_about() -> None:
    (question,) = questions(
        QuestionKind.INSTRUCTOR_ID_DIFFERS,
        offering(2, "Ballet", lead_instructor_id="9", instructors=("Omar Haddad",)),
        offering(3, "Tap", lead_instructor_id="9", instructors=("Omar Haddad", "Vera Lind")),
        offering(4, "Jazz", lead_instructor_id="77", instructors=("Omar Haddad",)),
    )

    assert [subject.text for subject in question.subjects] == ["Ballet: Omar Haddad, id of Vera Lind"]


def test_the_lead_is_found_by_id() -> None:
    listed = roster(staff=(VERA,))

    assert [lead_name(listed, offering(lead_instructor_id=one)) for one in ("9", "8", "")] == [
        "Vera Lind",
        "",
        "",
    ]


def test_a_timetable_tells_classes_of_one_name_apart() -> None:
    twice = offering(meetings=(monday(16), monday(16, weekday=2)), location="North")

    assert timetable(twice) == "Mon/Wed 16:00, Vera Lind, North"
    assert timetable(offering(meetings=(), instructors=())) == "c2"
