"""Attack 21: one person of the office links somebody to a child, or lets back in whom an order keeps away.

Nothing holds until somebody else confirms. Whoever asked confirms nothing: ``widening_takes_two``, a CHECK over who
asked and who decided, both of which the database writes down itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connections

import museminder
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.guardians import RIGHTS, link_guardian
from museminder.domain.people.actions.widening_decisions import (
    confirm_widening,
    object_to_widening,
    refuse_widening,
)
from museminder.domain.people.actions.widenings import (
    ask_for_guardian,
    ask_for_rights,
    ask_to_change_guardian,
    ask_to_end_denial,
    ask_to_place,
)
from museminder.domain.people.models import CustodyDenial, Family, Guardian, Guardianship, Student, Widening
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from tests.factories.people import SINCE, make_family, make_guardian, make_student
from tests.schools import NOON, Person, School

CHECK = "widening_takes_two"


@dataclass(frozen=True)
class Scene:
    """A child whose mother signs in, and a stranger whom one of the office would let in."""

    school: School
    family: Family
    student: Student
    mother: Person
    stranger: Person

    def who(self, person: Person | None = None) -> dict:
        return {"by": (person or self.school.owner).actor, "at": NOON}

    def sight(self, person: Person) -> tuple[int, int]:
        """How many students and families this person sees."""
        with self.school.inside(person):
            return Student.objects.count(), Family.objects.count()

    def let_sign_in(self, guardian: Guardian) -> None:
        membership = Membership.objects.get(pk=self.stranger.membership_id)
        link_guardian(guardian_id=guardian.pk, membership=membership, **self.who())


@pytest.fixture
def scene(school: School) -> Scene:
    mother, stranger = school.add_person("Maria", "guardian"), school.add_person("Viktor", "guardian")
    with school.inside(school.owner):
        family = make_family(school)
        student = make_student(school, family, "Luz")
        make_guardian(school, family, "Maria", mother, email="maria@example.com")
    return Scene(school, family, student, mother, stranger)


def test_a_new_guardian_beside_one_who_signs_in_sees_nothing_until_another_person_confirms(
    scene: Scene,
) -> None:
    office = scene.school.add_person("Ida", "office")
    with scene.school.inside(scene.school.owner):
        guardian, (asked,) = ask_for_guardian(
            family=scene.family,
            first_name="Viktor",
            is_account_principal=True,
            share_percent=0,
            **scene.who(),
        )
        scene.let_sign_in(guardian)
        with pytest.raises(Refused, match="second person"):  # nor by the way of the bills
            ask_to_change_guardian(guardian_id=guardian.pk, is_account_principal=True, **scene.who())
    before = scene.sight(scene.stranger)
    with (
        scene.school.inside(scene.school.owner),
        pytest.raises(Refused, match="somebody else than who asked"),
    ):
        confirm_widening(widening_id=asked.pk, **scene.who())
    with scene.school.inside(scene.school.owner), pytest.raises(DatabaseError) as refusal:
        Widening.objects.filter(pk=asked.pk).update(state="given", decided_by_name="Somebody else")
    still = scene.sight(scene.stranger)
    with scene.school.inside(office):
        confirm_widening(widening_id=asked.pk, **scene.who(office))

    assert (refusal.value.__cause__.sqlstate, refusal.value.__cause__.diag.constraint_name) == (
        "23514",
        CHECK,
    )
    assert (before, still, scene.sight(scene.stranger)) == ((0, 0), (0, 0), (1, 1))
    assert scene.sight(scene.mother) == (1, 1)


def test_whoever_is_named_as_who_asked_is_whom_the_database_saw(scene: Scene) -> None:
    scene.school.add_person("Ida", "office")
    with scene.school.inside(scene.school.owner):
        forged = Widening(
            student=scene.student,
            sees=True,
            asked_by_account_id=scene.stranger.account_id,
            asked_by_name="Ida",
            state="given",
            waits_until=NOON,
        )
        forged.save(force_insert=True)
        forged.refresh_from_db()
    with scene.school.inside(scene.school.owner), pytest.raises(DatabaseError) as refusal:
        Widening.objects.filter(pk=forged.pk).update(asked_by_account_id=scene.stranger.account_id)

    assert (forged.state, forged.asked_by_account_id, forged.waits_until) == (
        "waiting",
        scene.school.owner.account_id,
        None,
    )
    assert refusal.value.__cause__.sqlstate == "42501"


def test_more_rights_wait_and_fewer_hold_at_once(scene: Scene) -> None:
    office = scene.school.add_person("Ida", "office")
    with scene.school.inside(scene.school.owner):
        viktor = make_guardian(scene.school, scene.family, "Viktor", scene.stranger)
        pair = {"guardian": viktor, "student": scene.student}
        assert ask_for_rights(**pair, **dict.fromkeys(RIGHTS, False), **scene.who()) is None
    narrowed = scene.sight(scene.stranger)
    with scene.school.inside(office):
        asked = ask_for_rights(**pair, may_pick_up=True, sees=True, pays=False, **scene.who(office))
        with pytest.raises(Refused, match="already"):
            ask_for_rights(**pair, sees=True, **scene.who(office))
        held = Guardianship.objects.get(guardian=viktor)
    with scene.school.inside(scene.school.owner):
        refuse_widening(widening_id=asked.pk, **scene.who())
    with scene.school.inside(office), pytest.raises(Refused, match="decided already"):
        confirm_widening(widening_id=asked.pk, **scene.who(office))

    assert (narrowed, held.sees, held.may_pick_up) == ((0, 0), False, False)
    assert scene.sight(scene.stranger) == (0, 0)


def test_an_order_stays_in_force_until_another_person_agrees_that_it_ends(scene: Scene) -> None:
    office = scene.school.add_person("Ida", "office")
    with scene.school.inside(scene.school.owner):
        viktor = make_guardian(scene.school, scene.family, "Viktor", scene.stranger)
        order = record_custody_denial(
            student=scene.student, guardian=viktor, evidence="Superior Court", **scene.who()
        )
        asked = ask_to_end_denial(denial_id=order.pk, reason="He says so", **scene.who())
        with pytest.raises(Refused):
            confirm_widening(widening_id=asked.pk, **scene.who())
    waiting = scene.sight(scene.stranger)
    with scene.school.inside(office):
        confirm_widening(widening_id=asked.pk, **scene.who(office))
        order.refresh_from_db()

    assert (waiting[0], order.ended_at is not None, CustodyDenial.objects.none().count()) == (0, True, 0)


def test_a_household_of_ones_own_making_is_no_way_around(scene: Scene) -> None:
    scene.school.add_person("Ida", "office")
    with scene.school.inside(scene.school.owner):
        other = make_family(scene.school, "Stranger")
        make_guardian(scene.school, other, "Viktor", scene.stranger)
        _household, waiting = ask_to_place(
            student=scene.student, family=other, starts_on=SINCE, share_percent=0, **scene.who()
        )

    assert (len(waiting), scene.sight(scene.stranger)[0]) == (1, 0)


def test_where_one_person_keeps_the_office_a_day_goes_by_and_a_guardian_may_object(scene: Scene) -> None:
    owner = scene.school.owner
    with scene.school.inside(owner):
        _guardian, (asked,) = ask_for_guardian(family=scene.family, first_name="Viktor", **scene.who())
        waits = asked.waits_until - asked.asked_at
        with pytest.raises(Refused):
            confirm_widening(widening_id=asked.pk, **scene.who())
    with scene.school.inside(scene.mother), pytest.raises(DatabaseError):  # a family gives nobody rights
        Widening.objects.filter(pk=asked.pk).update(state="given")
    with connections["owner"].cursor() as cursor:  # as if the day had gone by
        cursor.execute("update people_widening set waits_until = now() - interval '1 minute'")
        cursor.execute("savepoint before")
    with scene.school.inside(owner):
        given = confirm_widening(widening_id=asked.pk, **scene.who()).state
    with connections["owner"].cursor() as cursor:
        cursor.execute("rollback to savepoint before")
    with scene.school.inside(scene.mother):
        objected = object_to_widening(widening_id=asked.pk, **scene.who(scene.mother)).state
    with scene.school.inside(owner), pytest.raises(Refused, match="decided already"):
        confirm_widening(widening_id=asked.pk, **scene.who())

    assert (waits, given, objected) == (timedelta(hours=24), "given", "objected")
    assert abs(asked.asked_at - now()) < timedelta(minutes=5)


def test_a_family_that_nobody_signs_in_for_is_entered_without_waiting(scene: Scene) -> None:
    scene.school.add_person("Ida", "office")
    with scene.school.inside(scene.school.owner):
        family = make_family(scene.school, "New")
        child = make_student(scene.school, family, "Ana")
        first, none = ask_for_guardian(
            family=family, first_name="Ilse", is_account_principal=True, **scene.who()
        )
        _second, none_either = ask_for_guardian(family=family, first_name="Jo", **scene.who())
        rights = [pair.sees for pair in Guardianship.objects.filter(student=child)]
        first.refresh_from_db()

    assert (none, none_either, rights, first.is_account_principal) == ([], [], [True, True], True)


def test_no_page_goes_past_the_second_person() -> None:
    past = re.compile(
        r"import[^)]*?\b(set_rights|add_guardian|end_custody_denial|place_in_family|change_guardian|link_guardian)\b"
    )
    package = Path(museminder.__file__).parent
    sites = [path for folder in ("sites/studio", "api") for path in (package / folder).rglob("*.py")]

    assert [path.name for path in sites if past.search(path.read_text())] == []
