"""The staff pages."""

from uuid import uuid4

from museminder.domain.people.models import StaffMember
from museminder.foundation.identity.models import Invitation
from tests.browsing import get, post


def rows_of(school, model):
    with school.inside(school.owner):
        return list(model.objects.order_by("id"))


def test_somebody_is_added_invited_and_leaves_through_pages(live_school):
    owner = live_school.owner
    typed = {"first_name": "Marisol", "last_name": "Etxeberria", "email": "m@example.com", "teaches": "on"}
    key = {"idempotency_key": str(uuid4())}
    assert post(owner, live_school, "people/staff/create/", typed | key).status_code == 302
    [person] = rows_of(live_school, StaffMember)
    where = f"people/staff/{person.pk}/"
    assert "Marisol Etxeberria" in get(owner, live_school, "people/staff/?q=etx").content.decode()
    assert get(owner, live_school, where).status_code == 200
    assert post(owner, live_school, f"{where}invite/", {}).status_code == 422
    assert post(owner, live_school, f"{where}invite/", {"roles": ["instructor"]}).status_code == 302
    [invitation] = rows_of(live_school, Invitation)
    assert (invitation.email, invitation.roles, invitation.subject_id) == (
        "m@example.com",
        ["instructor"],
        person.pk,
    )
    edited = typed | {"title": "Cello", "version": "1"}
    assert post(owner, live_school, f"{where}edit/", edited).status_code == 302
    assert post(owner, live_school, f"{where}remove/", {}).status_code == 302
    [person] = rows_of(live_school, StaffMember)
    assert (person.title, person.is_active) == ("Cello", False)


def test_a_manager_cannot_make_an_owner(live_school):
    manager = live_school.add_person("Hallward", "manager")
    typed = {"first_name": "Wren", "email": "wren@example.com", "idempotency_key": str(uuid4())}
    assert post(manager, live_school, "people/staff/create/", typed).status_code == 302
    [person] = rows_of(live_school, StaffMember)
    refused = post(manager, live_school, f"people/staff/{person.pk}/invite/", {"roles": ["owner"]})
    assert (refused.status_code, "Only an owner" in refused.content.decode()) == (422, True)
    assert rows_of(live_school, Invitation) == []
