"""What the people who work here may enter as."""

import pytest

from museminder.domain.people.actions.staff import link_staff_member
from museminder.domain.people.actions.staff_roles import change_staff_roles, part_with_staff_member
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_staff_member
from tests.schools import NOON


def employ(school, *roles):
    """A member of staff who can sign in with these roles."""
    person = school.add_person("Marisol", *roles)
    with school.inside(school.owner):
        staff_member = make_staff_member(school, "Marisol")
        membership = Membership.objects.get(pk=person.membership_id)
        link_staff_member(
            staff_member_id=staff_member.pk, membership=membership, by=school.owner.actor, at=NOON
        )
    return staff_member


def state(school, staff_member):
    staff_member.refresh_from_db()
    membership = Membership.objects.get(pk=staff_member.membership_id)
    return membership.roles, membership.is_current


def test_roles_are_given_taken_and_given_back(school):
    person = employ(school, "instructor")
    asked = {"staff_member_id": person.pk, "by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        change_staff_roles(roles=["office", "instructor"], **asked)
        assert state(school, person) == (["office", "instructor"], True)
        change_staff_roles(roles=[], **asked)
        assert state(school, person)[1] is False
        change_staff_roles(roles=["instructor"], **asked)
        assert state(school, person) == (["instructor"], True)


def test_a_guardian_who_stops_working_here_stays_a_guardian(school):
    person = employ(school, "office", "guardian")
    with school.inside(school.owner):
        gone = part_with_staff_member(staff_member_id=person.pk, by=school.owner.actor, at=NOON)
        assert (gone.is_active, state(school, person)) == (False, (["guardian"], True))


def test_whoever_stops_working_here_finds_the_door_closed(school):
    person = employ(school, "manager")
    with school.inside(school.owner):
        part_with_staff_member(staff_member_id=person.pk, by=school.owner.actor, at=NOON)
        assert state(school, person)[1] is False


def test_roles_of_families_are_not_given_here(school):
    person = employ(school, "instructor")
    with school.inside(school.owner):
        change_staff_roles(
            staff_member_id=person.pk, roles=["instructor", "guardian"], by=school.owner.actor, at=NOON
        )
        assert state(school, person) == (["instructor"], True)


def test_who_never_signed_in_is_invited_first(school):
    with school.inside(school.owner):
        person = make_staff_member(school, "Wren")
        with pytest.raises(Refused, match="Send an invitation"):
            change_staff_roles(staff_member_id=person.pk, roles=["office"], by=school.owner.actor, at=NOON)
