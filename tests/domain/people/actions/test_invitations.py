"""Whoever accepts an invitation stands for whom it was written."""

import pytest
from django.db import connections

from museminder.domain.people.actions.invitations import invite_guardian, invite_staff_member
from museminder.domain.people.models import Guardian, Guardianship, StaffMember, Student
from museminder.foundation.identity.actions.invitations import accept_invitation, renew_link
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.foundation.identity.people import stranger, visiting
from tests.schools import NOON

MOTHER = "eleftheria@example.com"


@pytest.fixture
def invited(school):
    """A guardian of one child, invited; the link of the letter."""
    with school.inside(school.owner):
        family = make_family(school)
        guardian = make_guardian(school, family, "Eleftheria", email=MOTHER)
        make_student(school, family, "Anneliese")
        invitation = invite_guardian(guardian_id=guardian.pk, by=school.owner.actor, at=NOON)
        link = renew_link(invitation_id=invitation.pk, by=school.owner.actor, at=_now())
    return school, guardian, link


def _now():
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.now(UTC)


def test_the_letter_is_a_job_of_the_same_transaction(invited):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select args ->> 'by_name' from procrastinate_jobs where task_name = 'people.send_invitation'"
        )
        assert cursor.fetchall() == [("Honora Castellanos-Whitcombe",)]


def test_who_accepts_sees_the_child_at_the_next_click(invited):
    school, _guardian, link = invited
    mother = stranger(MOTHER)
    with visiting("member"):
        accept_invitation(token=link, secret=mother.secret, by=mother.actor, at=_now())
    with school.inside(school.owner):
        stored = Guardian.objects.get()
        assert (stored.account_id, stored.membership is not None) == (mother.account.pk, True)
        assert Guardianship.objects.get().account_id == mother.account.pk
    with visiting("member"):
        from museminder.foundation.tenancy.context import studio_context  # noqa: PLC0415

        with studio_context(mother.secret, school.slug):
            assert list(Student.objects.values_list("first_name", flat=True)) == ["Anneliese"]


def test_nobody_else_can_stand_for_the_guardian(invited):
    school, _guardian, _link = invited
    other = school.add_person("Somebody else", "guardian")
    with school.inside(school.owner):
        from museminder.foundation.identity.models import Invitation  # noqa: PLC0415

        invitation = Invitation.objects.get()
    with school.inside(other), connections["member"].cursor() as cursor:
        cursor.execute("select sec.stand_for(%s)", [invitation.pk])
        assert cursor.fetchone() == (False,)
    with school.inside(school.owner):
        assert Guardian.objects.get().account_id is None


def test_without_an_address_or_with_an_account_nobody_is_invited(school):
    person = school.add_person("Ana", "guardian")
    actor = {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        family = make_family(school)
        without = make_guardian(school, family, "Kosta")
        signed_in = make_guardian(school, family, "Ana", person, email="ana@example.com")
        for guardian, why in ((without, "e-mail address first"), (signed_in, "sign in already")):
            with pytest.raises(Refused, match=why):
                invite_guardian(guardian_id=guardian.pk, **actor)


def test_staff_are_linked_the_same_way(school):
    email = "marisol@example.com"
    with school.inside(school.owner):
        marisol = make_staff_member(school, "Marisol", email=email)
        invitation = invite_staff_member(
            staff_member_id=marisol.pk, roles=["instructor"], by=school.owner.actor, at=NOON
        )
        link = renew_link(invitation_id=invitation.pk, by=school.owner.actor, at=_now())
    teacher = stranger(email, on="studio")
    with visiting("studio"):
        accept_invitation(token=link, secret=teacher.secret, by=teacher.actor, at=_now())
    with school.inside(school.owner):
        assert StaffMember.objects.get().account_id == teacher.account.pk
