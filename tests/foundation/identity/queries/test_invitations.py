"""What is behind a link."""

from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.queries.invitations import invitation_behind
from museminder.primitives.clock import now
from tests.foundation.identity.people import visiting
from tests.schools import open_school


def test_link_of_one_studio_names_that_studio(school):
    other = open_school("barre", "Barre & Bow")
    tokens = {}
    for each in (school, other):
        with each.inside(each.owner):
            tokens[each.slug] = invite(
                email="odalys@example.com", roles=["guardian"], by=each.owner.actor, at=now()
            )[1]
    with visiting("member"):
        assert {slug: invitation_behind(token).slug for slug, token in tokens.items()} == {
            "conservatory": "conservatory",
            "barre": "barre",
        }


def test_link_with_another_studios_number_opens_nothing(school):
    other = open_school("barre", "Barre & Bow")
    with school.inside(school.owner):
        _invitation, token = invite(
            email="o@example.com", roles=["guardian"], by=school.owner.actor, at=now()
        )
    with visiting("member"):
        assert invitation_behind(token.replace(f"{school.studio_id}.", f"{other.studio_id}.")) is None
