"""Who is expected."""

from datetime import date

import pytest

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.actions.withdrawals import withdraw_student
from museminder.domain.enrollment.queries.enrollments import current_enrollments_of, enrollments_of
from museminder.domain.enrollment.queries.offerings import offerings_to_choose
from museminder.domain.enrollment.queries.roster import (
    formerly_in,
    roster_of_meeting,
    roster_of_offering,
    rosters_of_meetings,
    waiting_for,
)
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

SEPTEMBER, LATER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def ballet(studio):
    """Three children; Theodore leaves after the second meeting."""
    offering, family, actor = make_offering(), make_family(studio), {"by": studio.owner.actor, "at": NOON}
    for name in ("Wilhelmina", "Anneliese", "Theodore"):
        student = make_student(studio, family, name)
        enrollment = enroll_student(student=student, offering=offering, starts_on=SEPTEMBER, **actor)
    withdraw_student(enrollment_id=enrollment.pk, last_day=date(2026, 9, 9), **actor)
    return offering


def names(rows):
    return [row.student.first_name for row in rows]


def test_a_roster_is_by_name_and_forgets_who_left(ballet):
    assert names(roster_of_offering(ballet, SEPTEMBER)) == ["Anneliese", "Theodore", "Wilhelmina"]
    assert names(roster_of_offering(ballet, LATER)) == ["Anneliese", "Wilhelmina"]
    assert names(formerly_in(ballet, LATER)) == ["Theodore"]


def test_who_waits_is_on_a_list_of_its_own_first_come_first(studio, ballet):
    family = make_family(studio, "Vega")
    for minute, name in enumerate(("Zoe", "Abel")):
        enroll_student(
            student=make_student(studio, family, name),
            offering=ballet,
            starts_on=SEPTEMBER,
            kind="waitlisted",
            by=studio.owner.actor,
            at=NOON.replace(minute=minute),
        )
    assert names(waiting_for(ballet, SEPTEMBER)) == ["Zoe", "Abel"]
    assert names(roster_of_offering(ballet, SEPTEMBER)) == ["Anneliese", "Theodore", "Wilhelmina"]


@pytest.mark.parametrize("way", ["taken off", "enrolled"])
def test_who_no_longer_waits_is_gone_from_the_list_at_once(studio, way):
    ballet, actor = make_offering(), {"by": studio.owner.actor, "at": NOON}
    wish = {"student": make_student(studio, make_family(studio), "Zoe"), "offering": ballet}
    waiting = enroll_student(**wish, starts_on=SEPTEMBER, kind="waitlisted", **actor)
    if way == "taken off":
        withdraw_student(enrollment_id=waiting.pk, last_day=NOON.date(), **actor)
    else:
        enroll_student(**wish, starts_on=SEPTEMBER, **actor)
    assert names(waiting_for(ballet, NOON.date())) == []
    assert names(roster_of_offering(ballet, NOON.date())) == ([] if way == "taken off" else ["Zoe"])


def test_a_meeting_expects_who_has_a_place_in_it(ballet):
    meetings = list(Meeting.objects.filter(offering=ballet).order_by("starts_at"))
    assert [len(roster_of_meeting(meeting)) for meeting in meetings] == [3, 3, 2, 2]
    assert len(rosters_of_meetings(meetings)) == 10


def test_enrollments_of_a_student_are_newest_first(studio, ballet):
    theodore = formerly_in(ballet, LATER)[0].student
    again = enroll_student(
        student=theodore, offering=ballet, starts_on=date(2026, 9, 20), by=studio.owner.actor, at=NOON
    )
    assert [row.starts_on for row in enrollments_of([theodore.pk])] == [date(2026, 9, 20), SEPTEMBER]
    assert [row.pk for row in current_enrollments_of([theodore.pk], LATER)] == [again.pk]


def test_offerings_are_chosen_by_letters_with_their_openings(ballet):
    make_offering("Éveil musical", meetings=0)
    found = offerings_to_choose("", SEPTEMBER)
    assert [(each.offering.name, each.openings, each.meetings_left) for each in found] == [
        ("Ballet II", 9, 4),
        ("Éveil musical", None, 0),
    ]
    assert [each.offering.name for each in offerings_to_choose("eveil", SEPTEMBER)] == ["Éveil musical"]
    assert offerings_to_choose("", date(2027, 1, 1)) == []
