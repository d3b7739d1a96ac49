"""Guardians and what each may do."""

import pytest

from museminder.domain.people.actions.guardians import (
    add_guardian,
    change_guardian,
    deactivate_guardian,
    set_rights,
)
from museminder.domain.people.models import Guardian, Guardianship
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON

ELM = {"street": "4 Elm Street", "city": "Durham", "region": "", "postal_code": "27701"}


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


def test_an_address_is_sealed_and_empty_lines_are_left_out(studio, actor):
    guardian = add_guardian(
        family=make_family(studio), first_name="Ana", email="ANA@x.org", address=ELM, **actor
    )
    stored = Guardian.objects.get()
    assert (stored.email, str(stored.address)) == ("ana@x.org", "<sealed>")
    opened = reveal([stored], ["address"], purpose=Purpose.INVOICE, **actor)
    assert opened[guardian.pk]["address"] == {name: line for name, line in ELM.items() if line}


def test_rights_not_named_stay_as_they_are(studio, actor):
    family = make_family(studio)
    guardian, student = make_guardian(studio, family, "Ana"), make_student(studio, family, "Luz")
    set_rights(guardian=guardian, student=student, may_pick_up=False, relationship="Aunt", **actor)
    set_rights(guardian=guardian, student=student, pays=False, **actor)
    pair = Guardianship.objects.get()
    assert (pair.relationship, pair.sees, pair.may_pick_up, pair.pays, pair.may_consent) == (
        "Aunt",
        True,
        False,
        False,
        True,
    )


def test_rights_for_a_child_of_another_family_are_refused(studio, actor):
    guardian = make_guardian(studio, make_family(studio), "Ana")
    other = make_student(studio, make_family(studio, "Vega"), "Luz")
    with pytest.raises(Refused):
        set_rights(guardian=guardian, student=other, **actor)
    with pytest.raises(TypeError):
        set_rights(guardian=guardian, student=other, may_adopt=True, **actor)


def test_a_share_is_a_percentage(studio, actor):
    guardian = make_guardian(studio, make_family(studio), "Ana")
    with pytest.raises(Refused):
        change_guardian(guardian_id=guardian.pk, share_percent=101, **actor)
    assert change_guardian(guardian_id=guardian.pk, share_percent=60, **actor).share_percent == 60


def test_leaving_twice_is_leaving_once(studio, actor):
    guardian = make_guardian(studio, make_family(studio), "Ana")
    versions = [deactivate_guardian(guardian_id=guardian.pk, **actor).version for _time in range(2)]
    assert versions == [2, 2]
