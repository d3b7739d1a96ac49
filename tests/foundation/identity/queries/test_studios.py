"""Which studios a person may enter."""

from museminder.foundation.identity.actions.memberships import end_membership
from museminder.foundation.identity.queries.studios import StudioChoice, my_studios
from museminder.primitives.clock import now
from tests.foundation.identity.people import visiting
from tests.schools import open_school


def choices(person):
    with visiting(person.site):
        return my_studios(person.secret)


def test_person_sees_their_own_studios_only(school):
    other = open_school("barre", "Barre & Bow")
    assert choices(school.owner) == [
        StudioChoice(school.studio_id, "conservatory", "Clerestory Conservatory", ("owner",))
    ]
    assert [choice.slug for choice in choices(other.owner)] == ["barre"]


def test_studio_site_shows_no_studio_where_one_is_only_a_guardian(school):
    both = school.add_person("Odalys Brightwater", "guardian", "instructor")
    assert [choice.roles for choice in choices(both)] == [("instructor",)]
    guardian = school.add_person("Wilhelmina Achterberg", "guardian")
    with visiting("studio"):
        assert my_studios(guardian.secret) == []


def test_ended_membership_is_not_offered(school):
    colleague = school.add_person("Ephraim Delacroix-Nakamura", "office")
    with school.inside(school.owner):
        end_membership(membership_id=colleague.membership_id, by=school.owner.actor, at=now())
    assert choices(colleague) == []


def test_stranger_is_offered_nothing(school):
    with visiting("studio"):
        assert [my_studios(secret) for secret in ("", "x", "' or true --")] == [[], [], []]
