"""Whom a court keeps away from a student cannot take that student along in a file."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.leaving.queries.custody import is_kept_away
from museminder.domain.people.models import CustodyDenial, Family, Guardian, Student
from tests.schools import NOON, Person, School


def deny(school: School, person: Person, **facts: object) -> None:
    with school.inside(school.owner):
        guardian = Guardian.objects.create(
            family=Family.objects.create(name="Quill"),
            first_name="Odo",
            membership_id=person.membership_id,
            account_id=person.account_id,
        )
        student = Student.objects.create(first_name="Ada")
        CustodyDenial.objects.create(
            student=student,
            guardian=guardian,
            person_name="Odo",
            evidence="Order 7",
            recorded_by_name="H",
            **{"starts_at": NOON - timedelta(days=1), **facts},
        )


def test_denial_in_force_keeps_away(school: School) -> None:
    other = school.add_person("Odo Quill", "owner", "guardian")
    deny(school, other)

    with school.inside(other):  # from whom the denial itself is hidden
        assert (CustodyDenial.objects.count(), is_kept_away(other.actor, at=NOON)) == (0, True)
    with school.inside(school.owner):  # as in a job, whose context is not the person's
        assert is_kept_away(other.actor, at=NOON) is True
        assert is_kept_away(school.owner.actor, at=NOON) is False


def test_denial_that_is_over_keeps_nobody_away(school: School) -> None:
    other = school.add_person("Odo Quill", "owner", "guardian")
    deny(school, other, ended_at=NOON - timedelta(hours=1))

    with school.inside(other):
        assert is_kept_away(other.actor, at=NOON) is False
