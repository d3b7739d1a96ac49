"""Attack 14: an instructor asks for a student who is not taught by them, or not any more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from museminder.domain.courses.models import Meeting, OfferingInstructor
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.people.models import StaffMember, Student
from museminder.foundation.tenancy.context import site, studio_context
from museminder.foundation.tenancy.models import Studio
from museminder.promise.probe.filling import Filled, Person, add_person
from museminder.promise.probe.pages import client_of

ZONE = ZoneInfo("America/New_York")  # of every studio that names none


@pytest.fixture
def instructor(ours: Filled) -> Person:
    """Somebody who teaches the one offering of the studio."""
    person = add_person(ours.studio_id, "instructor.of.ours", "studio", "instructor")
    changed = StaffMember.objects.using("owner").filter(pk=ours.rows["people.StaffMember"].pk, teaches=True)
    changed.update(account_id=person.account_id, membership_id=person.membership_id)
    today = timezone.now().date()
    enrolled(ours, starts_on=today - timedelta(days=90), until=None)
    Participation.objects.using("owner").filter(studio_id=ours.studio_id).delete()
    return person


def test_a_student_who_is_taught_is_seen(ours: Filled, instructor: Person) -> None:
    assert students_seen(ours, instructor) == [ours.rows["people.Student"].pk]
    assert care_notes(ours, instructor) == (200, True)


def test_a_student_who_is_not_enrolled_is_not_seen(ours: Filled, instructor: Person) -> None:
    Enrollment.objects.using("owner").filter(studio_id=ours.studio_id).update(kind="waitlisted")

    assert students_seen(ours, instructor) == []
    assert care_notes(ours, instructor) == (404, False)


def test_a_student_whose_enrollment_ended_yesterday_is_not_seen(ours: Filled, instructor: Person) -> None:
    today = timezone.now().astimezone(ZONE).date()
    enrolled(ours, starts_on=today - timedelta(days=90), until=today)

    assert students_seen(ours, instructor) == []
    assert care_notes(ours, instructor) == (404, False)


def test_a_student_whose_last_day_is_today_is_seen(ours: Filled, instructor: Person) -> None:
    today = timezone.now().astimezone(ZONE).date()
    enrolled(ours, starts_on=today - timedelta(days=90), until=today + timedelta(days=1))

    assert students_seen(ours, instructor) == [ours.rows["people.Student"].pk]


# The last day, and the first moment at which it is over: on a plain day, and on both days the clock changes.
MIDNIGHTS = {
    "2026-05-20": ("America/New_York", datetime(2026, 5, 21, 4, tzinfo=UTC)),
    "2026-03-08": ("America/New_York", datetime(2026, 3, 9, 4, tzinfo=UTC)),  # 23 hours long
    "2026-11-01": ("America/New_York", datetime(2026, 11, 2, 5, tzinfo=UTC)),  # 25 hours long
    "2026-05-21": ("Pacific/Auckland", datetime(2026, 5, 21, 12, tzinfo=UTC)),
}
MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize("last_day", MIDNIGHTS)
def test_sight_ends_at_the_studios_own_midnight(ours: Filled, instructor: Person, last_day: str) -> None:
    time_zone, midnight = MIDNIGHTS[last_day]
    Studio.objects.using("owner").filter(pk=ours.studio_id).update(time_zone=time_zone)
    last = date.fromisoformat(last_day)
    enrolled(ours, starts_on=last - timedelta(days=90), until=last + DAY)

    assert is_seen(ours, instructor, midnight - MOMENT)
    assert not is_seen(ours, instructor, midnight)


@pytest.mark.parametrize("last_day", MIDNIGHTS)
def test_a_last_lesson_is_seen_until_the_end_of_the_next_day(
    ours: Filled, instructor: Person, last_day: str
) -> None:
    time_zone, midnight = MIDNIGHTS[last_day]
    Studio.objects.using("owner").filter(pk=ours.studio_id).update(time_zone=time_zone)
    lesson = date.fromisoformat(last_day) - DAY
    in_a_meeting(ours, held_on=lesson)
    enrolled(ours, starts_on=lesson - timedelta(days=90), until=lesson + DAY)

    assert is_seen(ours, instructor, midnight - MOMENT)
    assert not is_seen(ours, instructor, midnight)


def test_a_cancelled_lesson_and_a_place_given_back_show_nobody(ours: Filled, instructor: Person) -> None:
    lesson, noon = date(2026, 5, 20), datetime(2026, 5, 20, 16, tzinfo=UTC)
    enrolled(ours, starts_on=date(2026, 1, 1), until=lesson)
    meeting, place = in_a_meeting(ours, held_on=lesson)
    assert is_seen(ours, instructor, noon)

    place.update(ended=True)
    assert not is_seen(ours, instructor, noon)
    place.update(ended=False)
    meeting.update(is_cancelled=True)
    assert not is_seen(ours, instructor, noon)


def test_a_student_of_another_instructor_is_not_seen(ours: Filled, instructor: Person) -> None:
    OfferingInstructor.objects.using("owner").filter(studio_id=ours.studio_id).delete()

    assert students_seen(ours, instructor) == []


def test_an_instructor_who_left_sees_nobody(ours: Filled, instructor: Person) -> None:
    StaffMember.objects.using("owner").filter(studio_id=ours.studio_id).update(is_active=False)

    assert students_seen(ours, instructor) == []


def test_nothing_an_instructor_sees_is_about_money(ours: Filled, instructor: Person) -> None:
    with (
        site("studio"),
        studio_context(instructor.secret, ours.slug),
        connections["studio"].cursor() as cursor,
    ):
        cursor.execute(
            "select (select count(*) from billing_charge), (select count(*) from billing_familyaccount), "
            "(select count(*) from people_guardian), (select count(*) from people_custodydenial)"
        )
        assert cursor.fetchone() == (0, 0, 0, 0)


def enrolled(studio: Filled, **days: object) -> None:
    Enrollment.objects.using("owner").filter(studio_id=studio.studio_id).update(kind="active", **days)


def in_a_meeting(studio: Filled, *, held_on: date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Give the student a place in the instructor's one meeting, held that day; the meeting and the place."""
    found = Meeting.objects.using("owner").filter(pk=studio.rows["courses.Meeting"].pk)
    found.update(held_on=held_on, is_cancelled=False)
    place: Any = studio.rows["enrollment.Participation"]
    place.ended = False
    QuerySet(Participation, using="owner").bulk_create([place])
    return found, Participation.objects.using("owner").filter(pk=place.pk)


def is_seen(studio: Filled, person: Person, at: datetime) -> bool:
    """Whether the student is in the instructor's sight at a moment, as the database works it out."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("set role ctx")
        cursor.execute(
            "select %s = any (students) from sec.sight_of(%s, %s, array['instructor'], %s)",
            [studio.rows["people.Student"].pk, studio.studio_id, person.account_id, at],
        )
        [seen] = cursor.fetchone()
        cursor.execute("reset role")
    return bool(seen)


def students_seen(studio: Filled, person: Person) -> list:
    with site("studio"), studio_context(person.secret, studio.slug):
        return list(Student.objects.values_list("pk", flat=True))


def care_notes(studio: Filled, person: Person) -> tuple[int, bool]:
    """What the page of a student's care notes answers, and whether it holds them."""
    address = f"/{studio.slug}/people/students/{studio.rows['people.Student'].pk}/care-notes/"
    client = client_of(person)
    answer = client.get(address, secure=True)
    if answer.status_code == 405:
        answer = client.post(address, {"purpose": "lesson"}, secure=True)
    return answer.status_code, b"care_notes" in answer.content
