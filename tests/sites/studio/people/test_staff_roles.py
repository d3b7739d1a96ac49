"""Giving roles on the studio site, and what nobody can do there."""

from museminder.domain.people.actions.staff import link_staff_member
from museminder.domain.people.models import StaffMember
from museminder.foundation.identity.models import Membership
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from tests.browsing import get, post
from tests.factories.people import make_staff_member
from tests.schools import open_school


def employ(school, member):
    """A member of staff for somebody with an account."""
    with school.inside(school.owner):
        person = make_staff_member(school, member.name)
        membership = Membership.objects.get(pk=member.membership_id)
        link_staff_member(staff_member_id=person.pk, membership=membership, by=school.owner.actor, at=now())
    return f"people/staff/{person.pk}/"


def roles_of(school, member):
    with school.inside(school.owner):
        return Membership.objects.get(pk=member.membership_id).roles


def test_an_owner_changes_what_somebody_may_do(live_school):
    member = live_school.add_person("Marisol", "instructor")
    where = employ(live_school, member)
    page = get(live_school.owner, live_school, f"{where}roles/").content.decode()
    assert ("What Marisol" in page, 'value="instructor"' in page) == (True, True)
    roles = {"roles": ["office", "instructor"]}
    assert post(live_school.owner, live_school, f"{where}roles/", roles).status_code == 302
    assert roles_of(live_school, member) == ["office", "instructor"]
    assert "Office" in get(live_school.owner, live_school, where).content.decode()
    assert get(member, live_school, "people/families/").status_code == 200


def test_a_manager_cannot_make_themselves_or_anybody_an_owner(live_school):
    manager = live_school.add_person("Hallward", "manager")
    where = employ(live_school, manager)
    refused = post(manager, live_school, f"{where}roles/", {"roles": ["manager", "owner"]})
    assert (refused.status_code, "Only an owner can make" in refused.content.decode()) == (422, True)
    assert roles_of(live_school, manager) == ["manager"]


def test_a_manager_cannot_part_with_the_owner(live_school):
    manager = live_school.add_person("Hallward", "manager")
    where = employ(live_school, live_school.owner)
    assert post(manager, live_school, f"{where}remove/", {}).status_code == 302
    assert roles_of(live_school, live_school.owner) == ["owner"]
    with live_school.inside(live_school.owner):
        assert StaffMember.objects.get().is_active is True


def test_the_only_owner_stays(live_school):
    where = employ(live_school, live_school.owner)
    refused = post(live_school.owner, live_school, f"{where}roles/", {"roles": ["office"]})
    assert (refused.status_code, "This is the only owner" in refused.content.decode()) == (422, True)


def test_office_and_instructors_find_no_such_page(live_school):
    office = live_school.add_person("Ottilie", "office")
    where = employ(live_school, office)
    for person in (office, live_school.add_person("Iria", "instructor")):
        assert post(person, live_school, f"{where}roles/", {"roles": ["manager"]}).status_code == 404
    assert roles_of(live_school, office) == ["office"]


def test_somebody_of_another_studio_is_like_nobody(live_school):
    other = open_school("other", "Other School")
    theirs = employ(other, other.add_person("Wren", "instructor"))
    answers = [
        post(live_school.owner, live_school, path, {"roles": ["owner"]})
        for path in (f"{theirs}roles/", f"people/staff/{uuid7()}/roles/")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
