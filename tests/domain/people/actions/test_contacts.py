"""People to call."""

import pytest

from museminder.domain.people.actions.contacts import add_contact, change_contact, remove_contact
from museminder.domain.people.models import Contact
from museminder.foundation.audit.recording import trail_of
from tests.factories.people import make_family, make_student
from tests.schools import NOON


def test_a_contact_is_added_changed_and_removed_and_the_history_knows(studio):
    actor = {"by": studio.owner.actor, "at": NOON}
    family = make_family(studio)
    student = make_student(studio, family, "Luz")
    contact = add_contact(student=student, family=family, name="Kalliope Núñez", is_emergency=True, **actor)
    assert (contact.name_key, contact.may_pick_up) == ("kalliope nunez", False)
    changed = change_contact(contact_id=contact.pk, name="Kalliope", may_pick_up=True, **actor)
    assert (changed.name_key, changed.may_pick_up, changed.is_emergency) == ("kalliope", True, True)
    with pytest.raises(TypeError):
        change_contact(contact_id=contact.pk, student=None, **actor)
    remove_contact(contact_id=contact.pk, **actor)
    assert Contact.objects.count() == 0
    assert [entry.what for entry in trail_of(student)][-3:] == [
        "people.contact.added",
        "people.contact.changed",
        "people.contact.removed",
    ]
