"""Who belongs to the studio, and as what."""

import pytest

from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.actions.memberships import add_member, change_roles, end_membership
from museminder.foundation.identity.events import MembershipEnded, RolesChanged
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import NoEntry
from museminder.primitives import happenings
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from tests.foundation.identity.people import stranger


def test_ended_membership_closes_the_studio_to_a_signed_in_browser_at_once(school):
    colleague = school.add_person("Ephraim Delacroix-Nakamura", "instructor")
    with school.inside(colleague) as entry:
        assert entry.roles == {"instructor"}
    with school.inside(school.owner):
        ended = end_membership(membership_id=colleague.membership_id, by=school.owner.actor, at=now())
        assert (ended.is_current, ended.permissions) == (False, frozenset())
        assert [change.what for change in trail_of(ended)] == ["identity.membership.ended"]
    with pytest.raises(NoEntry, match="no entry"), school.inside(colleague):
        pass


def test_ending_twice_changes_nothing(school):
    colleague = school.add_person("Ephraim Delacroix-Nakamura", "office")
    with school.inside(school.owner):
        first = end_membership(membership_id=colleague.membership_id, by=school.owner.actor, at=now())
        second = end_membership(membership_id=colleague.membership_id, by=school.owner.actor, at=now())
        assert second.ended_at == first.ended_at


def test_new_roles_hold_with_the_next_click(school):
    colleague = school.add_person("Ephraim Delacroix-Nakamura", "office")
    with school.inside(school.owner):
        change_roles(
            membership_id=colleague.membership_id,
            roles=["manager", "office"],
            by=school.owner.actor,
            at=now(),
        )
    with school.inside(colleague) as entry:
        assert entry.roles == {"manager", "office"}


def test_only_owner_stays(studio):
    for action in (
        lambda: end_membership(membership_id=studio.owner.membership_id, by=studio.owner.actor, at=now()),
        lambda: change_roles(
            membership_id=studio.owner.membership_id, roles=["manager"], by=studio.owner.actor, at=now()
        ),
    ):
        with pytest.raises(Refused, match="only owner"):
            action()


def test_one_of_two_owners_may_go(school):
    second = school.add_person("Ephraim Delacroix-Nakamura", "owner")
    with school.inside(second):
        ended = end_membership(membership_id=school.owner.membership_id, by=second.actor, at=now())
    assert ended.is_current is False


@pytest.mark.parametrize(
    ("role", "to", "allowed"),
    [
        ("manager", ["office"], True),
        ("manager", ["owner"], False),
        ("office", ["manager"], False),
        ("instructor", ["owner"], False),
    ],
)
def test_nobody_gives_more_than_they_may(school, role, to, allowed):
    asking = school.add_person("Ephraim Delacroix-Nakamura", role)
    other = school.add_person("Wilhelmina Achterberg", "instructor")
    with school.inside(asking):
        if allowed:
            changed = change_roles(membership_id=other.membership_id, roles=to, by=asking.actor, at=now())
            assert changed.roles == to
        else:
            with pytest.raises((Refused, Membership.DoesNotExist)):
                change_roles(membership_id=other.membership_id, roles=to, by=asking.actor, at=now())


def test_manager_cannot_demote_an_owner(school):
    manager = school.add_person("Ephraim Delacroix-Nakamura", "manager")
    school.add_person("Wilhelmina Achterberg", "owner")
    with school.inside(manager), pytest.raises(Refused, match="Only an owner"):
        change_roles(membership_id=school.owner.membership_id, roles=["manager"], by=manager.actor, at=now())


def test_changes_are_announced(school, monkeypatch):
    colleague = school.add_person("Ephraim Delacroix-Nakamura", "office")
    events = []
    for kind in (RolesChanged, MembershipEnded):
        monkeypatch.setitem(happenings._reactions, kind, [events.append])
    with school.inside(school.owner):
        change_roles(
            membership_id=colleague.membership_id, roles=["manager"], by=school.owner.actor, at=now()
        )
        end_membership(membership_id=colleague.membership_id, by=school.owner.actor, at=now())
    assert [type(event) for event in events] == [RolesChanged, MembershipEnded]
    assert (events[0].before, events[0].after) == (("office",), ("manager",))


def test_program_adds_a_member_and_then_another_role(school):
    account_id = stranger("odalys@example.com").account.pk
    with school.inside(school.owner):
        for role in ("guardian", "instructor"):
            member = add_member(
                account_id=account_id, display_name="Odalys Brightwater", roles=[role], by=PROGRAM, at=now()
            )
    assert member.roles == ["instructor", "guardian"]


def test_members_see_only_their_own_membership(school):
    guardian = school.add_person("Odalys Brightwater", "guardian")
    school.add_person("Wilhelmina Achterberg", "guardian")
    with school.inside(guardian):
        assert list(Membership.objects.values_list("id", flat=True)) == [guardian.membership_id]


def test_instructors_see_their_colleagues_and_no_family(school):
    instructor = school.add_person("Ephraim Delacroix-Nakamura", "instructor")
    school.add_person("Odalys Brightwater", "guardian")
    with school.inside(instructor):
        seen = set(Membership.objects.values_list("id", flat=True))
    assert seen == {instructor.membership_id, school.owner.membership_id}
