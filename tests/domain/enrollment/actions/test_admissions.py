"""Many students at once: as many statements as one, and the same rules."""

from datetime import date

import pytest

from museminder.domain.billing.models import FamilyAccount
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions.enrollments import enroll_student, enroll_students
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.enrollment.queries.prospects import NewEnrollment
from museminder.domain.enrollment.rules import AlreadyEnrolled, Clashing, Full, OutsideAges
from museminder.foundation.audit.recording import trail_of
from tests.counting import statements
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def enroll(studio):
    def do(*pairs, **reasons):
        new = [NewEnrollment(student, offering, SEPTEMBER, **reasons) for student, offering in pairs]
        return enroll_students(new=new, by=studio.owner.actor, at=NOON)

    return do


def children(studio, count):
    return [make_student(studio, make_family(studio, f"Family {n}"), f"Child {n}") for n in range(count)]


def said(outcomes):
    return [type(one.refusal).__name__ if one.refusal else one.enrollment.kind for one in outcomes]


def places_of(offering):
    rows = Meeting.objects.filter(offering=offering).order_by("starts_at")
    return list(rows.values_list("places_taken", "places"))


@pytest.mark.parametrize("count", [1, 3, 10])
def test_as_many_statements_however_many_students_and_classes(studio, enroll, count):
    classes = [make_offering("Ballet II"), make_offering("Choir")]
    pairs = [(child, classes[n % 2]) for n, child in enumerate(children(studio, count))]
    with statements("studio") as sent:
        outcomes = enroll(*pairs)
    assert (said(outcomes), len(sent)) == (["active"] * count, 18)
    assert Participation.objects.count() == 4 * count
    assert FamilyAccount.objects.count() == count


def test_an_enrollment_by_itself_takes_as_many(studio, enroll):
    ballet, [child] = make_offering(), children(studio, 1)
    with statements("studio") as sent:
        enroll_student(student=child, offering=ballet, starts_on=SEPTEMBER, by=studio.owner.actor, at=NOON)
    assert len(sent) == 18  # four of them open the family's account


def test_first_come_first_served_and_the_others_are_told(studio, enroll):
    ballet = make_offering(places=2)
    outcomes = enroll(*[(child, ballet) for child in children(studio, 4)])
    assert said(outcomes) == ["active", "active", "Full", "Full"]
    assert (places_of(ballet), Enrollment.objects.count()) == ([(2, 2)] * 4, 2)


def test_an_override_raises_the_limit_only_where_it_was_needed(studio, enroll):
    ballet = make_offering(places=2)
    outcomes = enroll(*[(child, ballet) for child in children(studio, 4)], override_reason="As it was")
    assert [one.enrollment.override_reason for one in outcomes] == ["", "", "As it was", "As it was"]
    assert places_of(ballet) == [(4, 4)] * 4
    raised = [len(trail_of(one.enrollment)[0].details["limit_raised_of"]) for one in outcomes]
    assert raised == [0, 0, 4, 4]


def test_two_classes_at_once_clash_within_one_list_too(studio, enroll):
    [child] = children(studio, 1)
    ballet, choir = make_offering("Ballet II"), make_offering("Choir")
    assert said(enroll((child, ballet), (child, choir), (child, ballet))) == [
        "active",
        Clashing.__name__,
        AlreadyEnrolled.__name__,
    ]
    assert said(enroll((child, choir), clash_reason="Leaves early")) == ["active"]


def test_who_is_refused_leaves_nothing_behind(studio, enroll):
    ballet = make_offering(places=1)
    first, second = children(studio, 2)
    assert said(enroll((first, ballet), (second, ballet))) == ["active", Full.__name__]
    assert FamilyAccount.objects.filter(family__households__student=second).count() == 0
    assert Participation.objects.filter(student=second).count() == 0


def test_nobody_wanted_asks_nothing(studio, enroll):
    with statements("studio") as sent:
        assert enroll() == []
    assert sent == []


@pytest.mark.parametrize(
    ("born", "answer"),
    [
        (date(2020, 9, 1), "active"),  # six on the first day
        (date(2020, 9, 2), OutsideAges.__name__),  # six a day later
        (date(2016, 9, 2), "active"),  # still nine
        (date(2016, 9, 1), OutsideAges.__name__),  # ten on the first day
        (None, "active"),
    ],
)
def test_age_counts_on_the_first_day_of_the_class(studio, enroll, born, answer):
    ballet = ages_of(make_offering(), 6, 9)
    child = make_student(studio, make_family(studio), "Mia", birth_date=born)
    assert said(enroll((child, ballet))) == [answer]


def ages_of(offering, age_from, age_until):
    offering.course.age_from, offering.course.age_until = age_from, age_until
    offering.course.save()
    return offering


@pytest.mark.parametrize(("starts_on", "answer"), [((2027, 2, 28), "OutsideAges"), ((2027, 3, 1), "active")])
def test_who_was_born_on_leap_day_is_older_from_the_first_of_march_on(studio, enroll, starts_on, answer):
    ballet = ages_of(make_offering(), 7, None)
    ballet.starts_on, ballet.until = date(*starts_on), date(2027, 6, 1)
    ballet.save()
    child = make_student(studio, make_family(studio), "Mia", birth_date=date(2020, 2, 29))
    assert said(enroll((child, ballet))) == [answer]


def test_age_counts_today_once_the_class_has_begun(studio, enroll):
    ballet = ages_of(make_offering(), 6, None)
    ballet.starts_on = date(2026, 1, 1)  # the day is May 20, 2026
    ballet.save()
    child = make_student(studio, make_family(studio), "Mia", birth_date=date(2020, 5, 20))
    assert said(enroll((child, ballet))) == ["active"]


def test_another_age_is_let_in_with_a_reason_that_is_kept(studio, enroll):
    ballet = ages_of(make_offering(), None, 5)
    child = make_student(studio, make_family(studio), "Mia", birth_date=date(2016, 1, 1))
    [outcome] = enroll((child, ballet), age_reason="Assists the teacher")
    assert trail_of(outcome.enrollment)[0].note == "Assists the teacher"


def test_who_waits_takes_no_place_and_waits_once(studio, enroll):
    ballet = make_offering(places=1)
    first, second = children(studio, 2)
    enroll((first, ballet))
    assert said(enroll((second, ballet), kind="waitlisted")) == ["waitlisted"]
    assert said(enroll((second, ballet), kind="waitlisted")) == [AlreadyEnrolled.__name__]
    assert said(enroll((first, ballet), kind="waitlisted")) == [AlreadyEnrolled.__name__]
    assert (places_of(ballet), Participation.objects.filter(student=second).count()) == ([(1, 1)] * 4, 0)


def test_who_comes_in_no_longer_waits(studio, enroll):
    ballet, [child] = make_offering(), children(studio, 1)
    [waiting] = enroll((child, ballet), kind="waitlisted")
    enroll((child, ballet))
    waiting.enrollment.refresh_from_db()
    assert waiting.enrollment.until == SEPTEMBER
