"""Enrolling: a place in each meeting, or in none."""

from datetime import UTC, date, datetime

import pytest

from museminder.domain.billing.models import FamilyAccount
from museminder.domain.courses.events import MeetingRestored, MeetingsAdded
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.actions.withdrawals import withdraw_student
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.enrollment.queries.openings import openings_of
from museminder.domain.enrollment.rules import AlreadyEnrolled, Clashing, Full
from museminder.domain.people.actions.households import place_in_family
from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.rules import Refused
from museminder.primitives.happenings import announce
from tests.factories.classes import make_meeting, make_offering
from tests.factories.people import SINCE, make_family, make_staff_member, make_student
from tests.schools import NOON

SEPTEMBER = date(2026, 9, 1)
SECOND = date(2026, 9, 9)  # the day of the second meeting


@pytest.fixture
def enroll(studio):
    def do(student, offering, starts_on=SEPTEMBER, **more):
        return enroll_student(
            student=student, offering=offering, starts_on=starts_on, by=studio.owner.actor, at=NOON, **more
        )

    return do


@pytest.fixture
def children(studio):
    family = make_family(studio)
    return [make_student(studio, family, name) for name in ("Anneliese", "Theodore", "Wilhelmina")]


def taken(offering):
    return list(
        Meeting.objects.filter(offering=offering).order_by("starts_at").values_list("places_taken", flat=True)
    )


def test_an_enrollment_takes_a_place_in_every_meeting_from_its_first_day_on(enroll, children):
    offering = make_offering()
    enrollment = enroll(children[0], offering, SECOND)
    assert taken(offering) == [0, 1, 1, 1]
    rows = Participation.objects.order_by("meeting__starts_at").values_list("kind", "enrollment_id", "ended")
    assert list(rows) == [("enrolled", enrollment.pk, False)] * 3
    assert (enrollment.until, enrollment.last_day) == (None, None)


def test_a_last_day_is_stored_half_open(enroll, children):
    offering = make_offering()
    enrollment = enroll(children[0], offering, SEPTEMBER, until=date(2026, 9, 10))
    assert taken(offering) == [1, 1, 0, 0]
    assert enrollment.last_day == date(2026, 9, 9)


def test_openings_are_the_least_over_the_meetings(enroll, children):
    offering = make_offering(places=3)
    enroll(children[0], offering, SEPTEMBER)
    enroll(children[1], offering, SECOND, kind="trial")
    found = openings_of([offering.pk], SEPTEMBER)
    assert {key: (value.openings, value.meetings_left) for key, value in found.items()} == {
        offering.pk: (1, 4)
    }


def test_a_trial_takes_one_meeting_and_ends_with_it(enroll, children):
    offering = make_offering()
    trial = enroll(children[0], offering, date(2026, 9, 3), kind="trial")
    assert taken(offering) == [0, 1, 0, 0]
    assert (trial.starts_on, trial.last_day) == (SECOND, SECOND)
    after = enroll(children[0], offering, date(2026, 9, 10))
    assert taken(offering) == [0, 1, 1, 1]
    assert after.kind == "active"


def test_a_full_class_is_refused_and_names_its_first_full_meeting(enroll, children):
    offering = make_offering(places=1)
    enroll(children[0], offering, SECOND, kind="trial")
    with pytest.raises(Full) as refusal:
        enroll(children[1], offering)
    assert refusal.value.meeting.held_on == SECOND
    assert taken(offering) == [0, 1, 0, 0]
    assert Enrollment.objects.count() == 1


def test_a_recorded_override_raises_the_limit_of_the_full_meeting_only(enroll, children):
    offering = make_offering(places=1)
    enroll(children[0], offering, SECOND, kind="trial")
    enrollment = enroll(children[1], offering, override_reason="Her sister is the assistant")
    meetings = Meeting.objects.filter(offering=offering).order_by("starts_at")
    assert list(meetings.values_list("places", "places_taken")) == [(1, 1), (2, 2), (1, 1), (1, 1)]
    assert enrollment.override_reason == "Her sister is the assistant"
    assert trail_of(enrollment)[0].details["limit_raised_of"] == [str(meetings[1].pk)]


def test_only_who_may_override_does(school):
    teacher = school.add_person("Marisol", "instructor")
    with school.inside(school.owner):
        family = make_family(school)
        student = make_student(school, family, "Anneliese")
        offering = make_offering(places=1)
        with pytest.raises(Refused):
            enroll_student(
                student=student,
                offering=offering,
                starts_on=SEPTEMBER,
                override_reason="Because",
                by=teacher.actor,
                at=NOON,
            )


def test_the_same_days_twice_are_refused(enroll, children):
    offering = make_offering()
    enroll(children[0], offering, SECOND)
    with pytest.raises(AlreadyEnrolled):
        enroll(children[0], offering, date(2026, 9, 20))
    with pytest.raises(AlreadyEnrolled):
        enroll(children[0], offering, SEPTEMBER)


def test_another_class_at_the_same_time_needs_a_reason(enroll, children):
    ballet = make_offering("Ballet II")
    choir = make_offering("Choir", first=datetime(2026, 9, 2, 20, 30, tzinfo=UTC))
    enroll(children[0], ballet)
    with pytest.raises(Clashing) as refusal:
        enroll(children[0], choir)
    assert [meeting.name for meeting in refusal.value.meetings] == ["Ballet II"] * 4
    enrollment = enroll(children[0], choir, clash_reason="She leaves ballet early")
    assert trail_of(enrollment)[0].note == "She leaves ballet early"


def test_classes_that_touch_do_not_clash(enroll, children):
    enroll(children[0], make_offering("Ballet II"))
    after = make_offering("Choir", first=datetime(2026, 9, 2, 21, 0, tzinfo=UTC))
    assert enroll(children[0], after).kind == "active"


def test_the_family_billed_is_the_default_household(enroll, studio):
    hers, his = make_family(studio, "Papadimitriou"), make_family(studio, "Vandersteen")
    theodore = make_student(studio, hers, "Theodore", share_percent=60, is_billed_by_default=False)
    place_in_family(
        student=theodore,
        family=his,
        starts_on=SINCE,
        share_percent=40,
        is_billed_by_default=True,
        by=studio.owner.actor,
        at=NOON,
    )
    enrollment = enroll(theodore, make_offering())
    assert FamilyAccount.objects.get(pk=enrollment.family_account_id).family == his


def test_without_a_default_household_somebody_has_to_choose(enroll, studio):
    hers, his = make_family(studio, "Papadimitriou"), make_family(studio, "Vandersteen")
    theodore = make_student(studio, hers, "Theodore", share_percent=60, is_billed_by_default=False)
    place_in_family(
        student=theodore, family=his, starts_on=SINCE, share_percent=40, by=studio.owner.actor, at=NOON
    )
    with pytest.raises(Refused, match="Choose which family"):
        enroll(theodore, make_offering())


def test_a_place_given_back_can_be_taken_again_by_the_same_student(enroll, studio, children):
    offering = make_offering(places=1)
    first = enroll(children[0], offering)
    withdraw_student(enrollment_id=first.pk, last_day=date(2026, 9, 2), by=studio.owner.actor, at=NOON)
    assert taken(offering) == [1, 0, 0, 0]
    again = enroll(children[0], offering, date(2026, 9, 16))
    assert taken(offering) == [1, 0, 1, 1]
    rows = Participation.objects.order_by("meeting__starts_at").values_list("enrollment_id", "ended")
    assert list(rows) == [(first.pk, False), (first.pk, True), (again.pk, False), (again.pk, False)]


def test_new_meetings_bring_the_enrolled_students(enroll, studio, children):
    offering = make_offering(places=1, meetings=1)
    enroll(children[0], offering)
    added = make_meeting(offering, datetime(2026, 9, 9, 20, 0, tzinfo=UTC))
    announce(MeetingsAdded(offering.pk, (added.pk,), by=studio.owner.actor, at=NOON))
    announce(MeetingsAdded(offering.pk, (added.pk,), by=studio.owner.actor, at=NOON))
    assert taken(offering) == [1, 1]


def test_a_restored_meeting_brings_who_enrolled_meanwhile(enroll, studio, children):
    offering = make_offering()
    meeting = Meeting.objects.filter(offering=offering).order_by("starts_at")[1]
    Meeting.objects.filter(pk=meeting.pk).update(is_cancelled=True)
    enroll(children[0], offering)
    assert taken(offering) == [1, 0, 1, 1]
    Meeting.objects.filter(pk=meeting.pk).update(is_cancelled=False)
    announce(MeetingRestored(meeting.pk, from_closure=False, by=studio.owner.actor, at=NOON))
    assert taken(offering) == [1, 1, 1, 1]


def test_an_instructor_sees_the_students_taught_now_and_no_others(school):
    person = school.add_person("Marisol Etxeberria", "instructor")
    today = datetime.now(UTC).replace(hour=16, minute=0, second=0, microsecond=0)
    with school.inside(school.owner):
        marisol = make_staff_member(school, "Marisol", person)
        family = make_family(school)
        mine, other = make_student(school, family, "Anneliese"), make_student(school, family, "Theodore")
        offering = make_offering(instructor=marisol, first=today)
        for student, where in ((mine, offering), (other, make_offering("Choir", first=today))):
            enroll_student(
                student=student, offering=where, starts_on=today.date(), by=school.owner.actor, at=NOON
            )
    with school.inside(person):
        assert list(Enrollment.objects.values_list("student__first_name", flat=True)) == ["Anneliese"]
        assert set(Participation.objects.values_list("student_id", flat=True)) == {mine.pk}
