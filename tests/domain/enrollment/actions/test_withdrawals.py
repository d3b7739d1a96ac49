"""Leaving an offering."""

from datetime import date

import pytest

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.actions.withdrawals import withdraw_student
from museminder.foundation.identity.rules import Refused
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON


@pytest.fixture
def enrollment(studio):
    student = make_student(studio, make_family(studio), "Anneliese")
    return enroll_student(
        student=student, offering=make_offering(), starts_on=date(2026, 9, 1), by=studio.owner.actor, at=NOON
    )


def taken(enrollment):
    rows = Meeting.objects.filter(offering=enrollment.offering_id).order_by("starts_at")
    return list(rows.values_list("places_taken", flat=True))


def test_the_last_day_still_counts_and_later_places_are_free(studio, enrollment):
    withdrawn = withdraw_student(
        enrollment_id=enrollment.pk,
        last_day=date(2026, 9, 9),
        reason="Moving away",
        by=studio.owner.actor,
        at=NOON,
    )
    assert (withdrawn.until, withdrawn.last_day) == (date(2026, 9, 10), date(2026, 9, 9))
    assert taken(enrollment) == [1, 1, 0, 0]


def test_an_earlier_last_day_gives_more_places_back(studio, enrollment):
    for last_day in (date(2026, 9, 9), date(2026, 9, 2)):
        withdraw_student(enrollment_id=enrollment.pk, last_day=last_day, by=studio.owner.actor, at=NOON)
    assert taken(enrollment) == [1, 0, 0, 0]


def test_the_same_last_day_twice_gives_back_once(studio, enrollment):
    for _time in range(2):
        withdraw_student(
            enrollment_id=enrollment.pk, last_day=date(2026, 9, 9), by=studio.owner.actor, at=NOON
        )
    assert taken(enrollment) == [1, 1, 0, 0]


def test_who_never_came_has_a_last_day_before_the_first(studio, enrollment):
    withdrawn = withdraw_student(
        enrollment_id=enrollment.pk, last_day=date(2026, 8, 31), by=studio.owner.actor, at=NOON
    )
    assert withdrawn.until == withdrawn.starts_on
    assert taken(enrollment) == [0, 0, 0, 0]


@pytest.mark.parametrize("last_day", [date(2026, 8, 30), date(2026, 9, 16)])
def test_impossible_last_days_are_refused(studio, enrollment, last_day):
    withdraw_student(enrollment_id=enrollment.pk, last_day=date(2026, 9, 9), by=studio.owner.actor, at=NOON)
    with pytest.raises(Refused):
        withdraw_student(enrollment_id=enrollment.pk, last_day=last_day, by=studio.owner.actor, at=NOON)
    assert taken(enrollment) == [1, 1, 0, 0]
