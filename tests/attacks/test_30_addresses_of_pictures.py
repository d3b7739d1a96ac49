"""Attack 30: the address of a child's photograph, asked for by whoever should not, in every way."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.photographs import keep_photograph
from museminder.domain.people.models import Guardian, Student
from museminder.primitives.clock import now
from tests.browsing import HOSTS, client_of, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.pictures import make_picture
from tests.schools import Person, School, open_school
from tests.vaults import Vault


@pytest.fixture
def dov(live_school: School) -> Person:
    return live_school.add_person("Dov", "guardian")


@pytest.fixture
def child(live_school: School, dov: Person) -> UUID:
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Dov", dov)
        keep_photograph(student=student, data=make_picture(), by=live_school.owner.actor, at=now())
    return student.pk


def address(school: School, child: UUID, query: str = "") -> str:
    return f"/{school.slug}/people/students/{child}/photograph/picture/{query}"


def test_the_family_sees_it_and_strangers_find_nothing(
    live_school: School, dov: Person, child: UUID, vault: Vault
) -> None:
    vault.new_entries()
    other = live_school.add_person("Nemo", "guardian")
    with live_school.inside(live_school.owner):
        make_guardian(live_school, make_family(live_school, "Nemo"), "Nemo", other)
    theirs = open_school("theirs", "Theirs")
    stranger = theirs.add_person("Zeno", "guardian")
    nowhere = client_of(dov).get(address(live_school, uuid4()), secure=True)

    assert client_of(dov).get(address(live_school, child), secure=True).status_code == 200
    for person, school in ((other, live_school), (stranger, theirs), (theirs.owner, theirs)):
        answer = client_of(person).get(address(school, child, "?purpose=lesson"), secure=True)
        assert (answer.status_code, answer.content) == (404, nowhere.content)
    anybody = Client(headers={"host": HOSTS["member"]}).get(address(live_school, child), secure=True)
    assert (anybody.status_code, anybody.content) == (302, b"")
    [entry] = vault.new_entries()
    assert (entry.purpose, entry.fields, entry.account_id) == (
        "own_record",
        ("people.student_photograph.picture",),
        dov.account_id,
    )


def test_staff_say_what_for(live_school: School, child: UUID, vault: Vault) -> None:
    vault.new_entries()
    owner = client_of(live_school.owner)

    without = [owner.get(address(live_school, child, q), secure=True) for q in ("", "?purpose=marketing")]
    asked = post(
        live_school.owner, live_school, f"people/students/{child}/photograph/", {"purpose": "emergency"}
    )
    shown = owner.get(address(live_school, child, "?purpose=emergency"), secure=True)

    assert [(each.status_code, each.content) for each in without] == [(422, b"")] * 2
    assert address(live_school, child, "?purpose=emergency") in asked.content.decode()
    assert (shown.status_code, [each.purpose for each in vault.new_entries()]) == (200, ["emergency"])


def test_ranges_and_sizes_give_no_other_way_in(live_school: School, dov: Person, child: UUID) -> None:
    browser = client_of(dov)
    whole = browser.get(address(live_school, child), secure=True)

    ranged = browser.get(address(live_school, child), secure=True, headers={"range": "bytes=0-9"})
    sized = browser.get(address(live_school, child, "?width=9&url=https://evil.example.org/"), secure=True)

    assert ranged.content == sized.content == whole.content
    assert browser.post(address(live_school, child), secure=True).status_code == 405


def test_it_is_gone_with_the_next_click_for_whom_an_order_names(
    live_school: School, dov: Person, child: UUID
) -> None:
    browser = client_of(dov)
    assert browser.get(address(live_school, child), secure=True).status_code == 200
    with live_school.inside(live_school.owner):
        record_custody_denial(
            student=Student.objects.get(pk=child),
            guardian=Guardian.objects.get(),
            evidence="Family court",
            by=live_school.owner.actor,
            at=now(),
        )

    assert browser.get(address(live_school, child), secure=True).status_code == 404


def test_what_was_taken_away_is_not_there(live_school: School, dov: Person, child: UUID) -> None:
    post(dov, live_school, f"people/students/{child}/photograph/remove/", {})

    assert client_of(dov).get(address(live_school, child), secure=True).status_code == 404
