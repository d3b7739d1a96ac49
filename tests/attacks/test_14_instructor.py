"""Attack 14: an instructor asks for a student who is not taught by them, or not any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from museminder.domain.courses.models import OfferingInstructor
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.people.models import StaffMember, Student
from museminder.foundation.tenancy.context import site, studio_context
from museminder.promise.probe.filling import Filled, Person, add_person
from museminder.promise.probe.pages import client_of


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


def test_a_student_whose_enrollment_is_over_is_not_seen(ours: Filled, instructor: Person) -> None:
    today = timezone.now().date()
    enrolled(ours, starts_on=today - timedelta(days=90), until=today - timedelta(days=32))

    assert students_seen(ours, instructor) == []
    assert care_notes(ours, instructor) == (404, False)


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
