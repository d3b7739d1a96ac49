"""Attack 53: something from outside in a child's record, a correction nobody accepted, an address sent away."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from psycopg.errors import CheckViolation

from museminder.domain.people.actions.address_suggestions import (
    accept_suggestion,
    suggestion_for,
)
from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.models import Guardian, Student
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import CHOSEN_BY_A_PERSON, Purpose
from museminder.foundation.vault.revealing import ages_on, reveal
from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON

TYPED = {"street": "4 Elm Street", "city": "durham", "region": "North Carolina", "postal_code": "277011234"}
CORRECTED = {"street": "4 Elm Street", "city": "Durham", "region": "NC", "postal_code": "27701-1234"}


@pytest.fixture
def dov(live_school):
    return live_school.add_person("Dov", "guardian")


@pytest.fixture
def people(live_school, dov):
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        guardian = make_guardian(live_school, family, "Dov", dov, address=TYPED)
        return guardian, make_student(live_school, family, "Luz", birth_date=date(2015, 3, 4))


def test_only_the_owner_of_an_address_changes_it_and_no_child_is_checked(live_school, people, dov, vault):
    guardian, student = people
    who = {"by": dov.actor, "at": NOON}
    with live_school.inside(dov):
        row = Guardian.objects.get(pk=guardian.pk)
        before = (bytes(row.address.data), row.version, row.origins)
        vault.new_entries()
        found = suggestion_for(row, **who)
        assert found.corrections == {"city": "Durham", "region": "NC", "postal_code": "27701-1234"}
        opened = [(each.purpose, tuple(each.fields)) for each in vault.new_entries()]
        assert opened == [("accuracy", ("people.guardian.address",))]
        row.refresh_from_db()
        assert (bytes(row.address.data), row.version, row.origins) == before
        with pytest.raises(Refused):
            accept_suggestion(guardian_id=row.pk, version=row.version + 1, **who)

    # by clicks: refused, it is not suggested again for the same text; for another it is, and then accepted
    where = f"people/guardians/{guardian.pk}/address/"
    shown = get(dov, live_school, where).content.decode()
    assert ("27701-1234" in shown, "277011234" in shown, "version 3.1.1" in shown) == (True, True, True)
    assert post(dov, live_school, f"{where}refuse/", {"version": row.version}).status_code == 302
    assert "27701-1234" not in get(dov, live_school, where).content.decode()
    other = TYPED | {"street": "5 Elm Street", "first_name": "Dov", "version": row.version}
    assert post(dov, live_school, f"people/guardians/{guardian.pk}/", other).status_code == 302
    with live_school.inside(dov):
        row.refresh_from_db()
        assert row.origin_of("address").source == "guardian"
    assert "27701-1234" in get(dov, live_school, where).content.decode()
    assert post(dov, live_school, f"{where}accept/", {"version": row.version}).status_code == 302
    assert "accepted" in get(dov, live_school, f"people/guardians/{guardian.pk}/").content.decode()
    with live_school.inside(dov):
        row.refresh_from_db()
        opened = reveal([row], ["address"], purpose=Purpose.OWN_RECORD, **who)[row.pk]["address"]
        assert opened == CORRECTED | {"street": "5 Elm Street"}
        assert row.origin_of("address").source == "accepted"
    held = get(dov, live_school, f"privacy/students/{student.pk}/").content.decode()
    assert "From your school, " in held
    studio = get(live_school.owner, live_school, f"people/families/{guardian.family_id}/").content.decode()
    assert ("written by the studio, Honora" in studio, "accepted by the guardian, Dov" in studio) == (
        True,
        True,
    )
    # somebody else's address is not theirs to check
    eva = live_school.add_person("Eva", "guardian")
    assert get(eva, live_school, where).status_code in (403, 404)


def test_the_purpose_opens_an_address_and_nothing_else(live_school, people):
    guardian, student = people
    who = {"by": live_school.owner.actor, "at": NOON}
    assert Purpose.ACCURACY not in CHOSEN_BY_A_PERSON
    with live_school.inside(live_school.owner):
        for attempt in (
            lambda: reveal([student], ["birth_date"], purpose=Purpose.ACCURACY, **who),
            lambda: ages_on([student], NOON.date(), purpose=Purpose.ACCURACY, **who),
            lambda: reveal([guardian, *_others(live_school)], ["address"], purpose=Purpose.ACCURACY, **who),
        ):
            with pytest.raises(CheckViolation, match="accuracy_is_of_one_address"):
                attempt()


@pytest.mark.parametrize("source", ["external", "accepted", "data_broker"])
def test_the_database_refuses_what_is_from_outside_in_a_childs_record(live_school, people, source):
    _guardian, student = people
    refused = pytest.raises(DatabaseError, match="student_origins_are_known")
    with live_school.inside(live_school.owner):
        with refused, transaction.atomic("studio"), said_by(source):
            Student.objects.filter(pk=student.pk).update(school_name="Northside")
        assert Student.objects.get(pk=student.pk).school_name == ""


def _others(school):
    family = make_family(school, "Vega")
    return [make_guardian(school, family, name, address=TYPED) for name in ("Ana", "Ben")]
