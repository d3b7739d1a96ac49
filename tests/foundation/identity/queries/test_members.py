"""Who works here, and who is on the way."""

from museminder.foundation.identity.actions.invitations import INVITATION_LASTS, invite, revoke_invitation
from museminder.foundation.identity.actions.memberships import end_membership
from museminder.foundation.identity.queries.members import open_invitations, staff_memberships
from museminder.primitives.clock import now


def test_staff_are_listed_by_name_without_families_and_those_who_left(school):
    gone = school.add_person("Agnes Okonkwo-Lindqvist", "office")
    school.add_person("Wilhelmina Achterberg", "instructor", "guardian")
    school.add_person("Odalys Brightwater", "guardian")
    with school.inside(school.owner):
        end_membership(membership_id=gone.membership_id, by=school.owner.actor, at=now())
        names = [membership.display_name for membership in staff_memberships()]
    assert names == ["Honora Castellanos-Whitcombe", "Wilhelmina Achterberg"]


def test_open_invitations_are_those_whose_link_works(studio):
    at = now()
    waiting, _token = invite(email="a@example.com", roles=["guardian"], by=studio.owner.actor, at=at)
    back, _token = invite(email="b@example.com", roles=["guardian"], by=studio.owner.actor, at=at)
    revoke_invitation(invitation_id=back.pk, by=studio.owner.actor, at=at)
    assert [invitation.pk for invitation in open_invitations(at)] == [waiting.pk]
    assert list(open_invitations(at + INVITATION_LASTS)) == []
