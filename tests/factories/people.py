"""Families as the office would enter them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from museminder.domain.people.actions.families import register_family
from museminder.domain.people.actions.guardians import add_guardian, link_guardian
from museminder.domain.people.actions.staff import add_staff_member, link_staff_member
from museminder.domain.people.actions.students import add_student
from museminder.domain.people.models import Family, Guardian, StaffMember, Student
from museminder.foundation.identity.models import Membership
from tests.schools import NOON, Person, School

SINCE = date(2025, 9, 1)


def make_family(school: School, name: str = "Papadimitriou", at: datetime = NOON) -> Family:
    """A family, entered by the owner."""
    return register_family(name=name, started_on=SINCE, by=school.owner.actor, at=at)


def make_student(
    school: School, family: Family, first_name: str, last_name: str = "", **facts: Any
) -> Student:
    """A student of a family since last September."""
    facts.setdefault("since", SINCE)
    return add_student(
        family=family,
        first_name=first_name,
        last_name=last_name or family.name,
        by=school.owner.actor,
        at=NOON,
        **facts,
    )


def make_guardian(
    school: School, family: Family, first_name: str, person: Person | None = None, **facts: Any
) -> Guardian:
    """A guardian of a family, who can sign in as ``person`` if given."""
    facts.setdefault("last_name", family.name)
    guardian = add_guardian(family=family, first_name=first_name, by=school.owner.actor, at=NOON, **facts)
    if person is None:
        return guardian
    membership = Membership.objects.get(pk=person.membership_id)
    return link_guardian(guardian_id=guardian.pk, membership=membership, by=school.owner.actor, at=NOON)


def make_staff_member(
    school: School, first_name: str, person: Person | None = None, **facts: Any
) -> StaffMember:
    """Somebody who teaches, who can sign in as ``person`` if given."""
    staff = add_staff_member(first_name=first_name, by=school.owner.actor, at=NOON, **facts)
    if person is None:
        return staff
    membership = Membership.objects.get(pk=person.membership_id)
    return link_staff_member(staff_member_id=staff.pk, membership=membership, by=school.owner.actor, at=NOON)
