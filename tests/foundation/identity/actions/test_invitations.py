"""Inviting and joining."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections

from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.actions.invitations import (
    accept_invitation,
    invite,
    renew_link,
    revoke_invitation,
)
from museminder.foundation.identity.actions.memberships import end_membership
from museminder.foundation.identity.events import InvitationAccepted
from museminder.foundation.identity.models import Invitation, Membership
from museminder.foundation.identity.queries.invitations import invitation_behind
from museminder.foundation.identity.rules import Refused
from museminder.primitives import happenings
from museminder.primitives.clock import now
from tests.foundation.identity.people import sign_in, stranger, visiting

EMAIL = "odalys@example.com"


@pytest.fixture
def heard(monkeypatch):
    """The acceptances that were announced."""
    events = []
    monkeypatch.setitem(happenings._reactions, InvitationAccepted, [events.append])
    return events


def invited(school, *roles, email=EMAIL, **facts):
    with school.inside(school.owner):
        invitation, token = invite(
            email=email, roles=roles or ["guardian"], by=school.owner.actor, at=now(), **facts
        )
    return invitation, token


def join(token, person):
    with visiting(person.site):
        return accept_invitation(token=token, secret=person.secret, by=person.actor, at=now())


def test_link_names_its_studio_and_only_its_hash_is_kept(school):
    invitation, token = invited(school)
    assert token.partition(".")[0] == str(school.studio_id)
    assert len(token.partition(".")[2]) == 43
    assert token.partition(".")[2] not in repr(invitation.__dict__)


def test_page_behind_the_link_knows_who_invites_whom(school):
    _invitation, token = invited(school, display_name="Odalys Brightwater")
    with visiting("member"):
        facts = invitation_behind(token)
    assert (facts.studio_name, facts.email, facts.display_name, facts.roles) == (
        "Clerestory Conservatory",
        EMAIL,
        "Odalys Brightwater",
        ("guardian",),
    )


@pytest.mark.parametrize(
    "token", ["", "1", "1.", "x.y", "999999.abcdefghijklmnopqrstuvwxyz", "1.' or true --", "1" * 200]
)
def test_link_that_is_none_says_nothing(school, token):
    with visiting("member"):
        assert invitation_behind(token) is None


def test_accepting_makes_a_membership_and_announces_the_subject(school, heard):
    child = uuid4()
    invitation, token = invited(school, subject_kind="people.guardian", subject_id=child)
    odalys = stranger(EMAIL)
    assert join(token, odalys) == "conservatory"
    with school.inside(school.owner):
        membership = Membership.objects.get(account_id=odalys.account.pk)
        invitation = Invitation.objects.get(pk=invitation.pk)
        assert [change.what for change in trail_of(invitation)] == [
            "identity.invitation.made",
            "identity.invitation.accepted",
        ]
    assert (membership.roles, membership.is_current, membership.display_name) == (
        ["guardian"],
        True,
        "Odalys Brightwater",
    )
    assert (invitation.accepted_by_id, invitation.accepted_at is None) == (odalys.account.pk, False)
    assert [
        (event.subject_kind, event.subject_id, event.membership_id, event.account_id) for event in heard
    ] == [("people.guardian", child, membership.pk, odalys.account.pk)]


def test_link_opens_once(school, heard):
    _invitation, token = invited(school)
    odalys = stranger(EMAIL)
    join(token, odalys)
    with pytest.raises(Refused, match="used"):
        join(token, odalys)
    assert len(heard) == 1


def test_forwarded_letter_opens_nothing(school, heard):
    _invitation, token = invited(school)
    with pytest.raises(Refused, match="another e-mail address"):
        join(token, stranger("somebody.else@example.com"))
    assert heard == []


def test_address_that_is_not_confirmed_does_not_count(school):
    _invitation, token = invited(school)
    odalys = stranger(EMAIL)
    odalys.account.emailaddress_set.update(verified=False)
    with pytest.raises(Refused, match="another e-mail address"):
        join(token, odalys)


def test_staff_cannot_join_with_a_password_alone(school):
    _invitation, token = invited(school, "office")
    odalys = stranger(EMAIL, on="studio", second_factor=False)
    with pytest.raises(Refused, match="Sign in first"):
        join(token, odalys)


def test_staff_join_with_a_second_factor(school, heard):
    _invitation, token = invited(school, "office")
    assert join(token, stranger(EMAIL, on="studio")) == "conservatory"


def test_staff_do_not_join_on_the_member_site(school):
    _invitation, token = invited(school, "office")
    with pytest.raises(Refused, match="used or taken back"):
        join(token, stranger(EMAIL, on="member"))


def test_expired_and_revoked_links_open_nothing(school):
    old, old_token = invited(school)
    odalys = stranger(EMAIL)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update identity_invitation set expires_at = now() where id = %s", [old.pk])
    with pytest.raises(Refused):
        join(old_token, odalys)
    back, back_token = invited(school, email="odalys@example.com", subject_kind="other")
    with school.inside(school.owner):
        revoke_invitation(invitation_id=back.pk, by=school.owner.actor, at=now())
    with pytest.raises(Refused):
        join(back_token, odalys)


def test_new_link_ends_the_old_one(school, heard):
    invitation, old = invited(school)
    with school.inside(school.owner):
        new = renew_link(invitation_id=invitation.pk, by=school.owner.actor, at=now())
    odalys = stranger(EMAIL)
    with pytest.raises(Refused):
        join(old, odalys)
    assert join(new, odalys) == "conservatory"


def test_second_invitation_takes_the_first_back(school):
    first, _token = invited(school)
    invited(school)
    with school.inside(school.owner):
        assert Invitation.objects.get(pk=first.pk).revoked_at is not None


def test_accepted_invitation_is_not_revoked_or_renewed(school, heard):
    invitation, token = invited(school)
    join(token, stranger(EMAIL))
    with school.inside(school.owner):
        for action in (revoke_invitation, renew_link):
            with pytest.raises(Refused):
                action(invitation_id=invitation.pk, by=school.owner.actor, at=now())


def test_person_who_was_there_gets_the_same_membership_with_the_new_roles(school, heard):
    _invitation, token = invited(school)
    odalys = stranger(EMAIL)
    join(token, odalys)
    with school.inside(school.owner):
        first = Membership.objects.get(account_id=odalys.account.pk)
        end_membership(membership_id=first.pk, by=school.owner.actor, at=now())
    _again, token = invited(school, "student")
    join(token, odalys)
    with school.inside(school.owner):
        again = Membership.objects.get(account_id=odalys.account.pk)
    assert (again.pk, again.roles, again.ended_at) == (first.pk, ["student"], None)


def test_member_who_is_invited_again_is_both(school, heard):
    _invitation, token = invited(school, "guardian")
    odalys = stranger(EMAIL)
    join(token, odalys)
    _second, token = invited(school, "instructor")
    secret = sign_in(odalys.account, on="studio")
    with visiting("studio"):
        accept_invitation(token=token, secret=secret, by=odalys.actor, at=now())
    with school.inside(school.owner):
        roles = Membership.objects.get(account_id=odalys.account.pk).roles
    assert sorted(roles) == ["guardian", "instructor"]


@pytest.mark.parametrize(
    ("role", "wanted", "allowed"),
    [
        ("office", "guardian", True),
        ("office", "instructor", False),
        ("manager", "office", True),
        ("manager", "owner", False),
        ("instructor", "guardian", False),
    ],
)
def test_who_may_invite_whom(school, role, wanted, allowed):
    colleague = school.add_person("Ephraim Delacroix-Nakamura", role)
    with school.inside(colleague):
        if allowed:
            invitation, _token = invite(email=EMAIL, roles=[wanted], by=colleague.actor, at=now())
            assert invitation.roles == [wanted]
        else:
            with pytest.raises(Refused):
                invite(email=EMAIL, roles=[wanted], by=colleague.actor, at=now())


def test_unknown_role_is_refused(studio):
    for roles in ([], ["root"], ["guardian", "worker"]):
        with pytest.raises(Refused):
            invite(email=EMAIL, roles=roles, by=studio.owner.actor, at=now())


def test_invitation_lasts_fourteen_days(studio):
    at = now()
    invitation, _token = invite(email=f" {EMAIL.upper()} ", roles=["guardian"], by=studio.owner.actor, at=at)
    assert (invitation.email, invitation.expires_at - at) == (EMAIL, timedelta(days=14))
    assert [invitation.is_open(at), invitation.is_open(at + timedelta(days=14))] == [True, False]
