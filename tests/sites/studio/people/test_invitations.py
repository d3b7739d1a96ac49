"""The office sees which invitations wait for an answer, and takes one back."""

from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.models import Invitation
from museminder.primitives.clock import now
from tests.browsing import get, post


def test_an_invitation_to_a_wrong_address_is_taken_back_once_and_only_by_who_may_give_its_roles(live_school):
    owner, office = live_school.owner, live_school.add_person("Marisol", "office")
    with live_school.inside(owner):
        made = [
            invite(email=email, roles=roles, by=owner.actor, at=now())[0]
            for email, roles in (("wrong@example.com", ["guardian"]), ("manager@example.com", ["manager"]))
        ]
    first = get(office, live_school, "people/invitations/").content.decode()
    for invitation in made:
        where = f"people/invitations/{invitation.pk}/revoke/"
        assert post(office, live_school, where, {}).status_code == 302
    after = get(office, live_school, "people/invitations/").content.decode()
    with live_school.inside(owner):
        taken_back = list(Invitation.objects.exclude(revoked_at=None).values_list("email", flat=True))

    addresses = ("wrong@example.com", "manager@example.com")
    assert [address in first for address in addresses] == [True, True]
    assert [address in after for address in addresses] == [False, True]
    assert taken_back == ["wrong@example.com"]
