"""Attack 21, by the back doors: another mailbox for a guardian, two records made one, a household that had ended.

Each brings somebody to a child by the word of one person. A mailbox waits for a second person, or is refused with
the merge; what brings nobody nearer goes on as before.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connections

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.guardians import RIGHTS, change_guardian, set_rights
from museminder.domain.people.actions.households import end_household, place_in_family
from museminder.domain.people.actions.invitations import invite_guardian
from museminder.domain.people.actions.merges import merge_records, undo_merge
from museminder.domain.people.actions.widening_decisions import (
    confirm_widening,
    object_to_widening,
    refuse_widening,
)
from museminder.domain.people.actions.widenings import ask_to_change_guardian, ask_to_place
from museminder.domain.people.models import Family, Guardian, Guardianship, Household, Student, Widening
from museminder.domain.people.queries.reach import near_a_guarded_child
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.rules import Refused
from tests.factories.people import SINCE, make_family, make_guardian, make_student
from tests.schools import NOON, Person, School

NEARER = "could do or see more"


@dataclass(frozen=True)
class Scene:
    """A child whose mother signs in, a father who does not yet, and a stranger who is a guardian of other children."""

    school: School
    office: Person
    family: Family
    student: Student
    father: Guardian
    mother: Person
    stranger: Person

    def who(self, person: Person | None = None) -> dict:
        return {"by": (person or self.school.owner).actor, "at": NOON}

    def sight(self, person: Person) -> tuple[int, int]:
        """How many students and families this person sees."""
        with self.school.inside(person):
            return Student.objects.count(), Family.objects.count()

    def their_family(self, name: str, **facts: object) -> tuple[Family, Guardian]:
        family = make_family(self.school, name)
        return family, make_guardian(self.school, family, "Viktor", self.stranger, **facts)


@pytest.fixture
def scene(school: School) -> Scene:
    mother, stranger = school.add_person("Maria", "guardian"), school.add_person("Viktor", "guardian")
    office = school.add_person("Ida", "office")
    with school.inside(school.owner):
        family = make_family(school)
        student = make_student(school, family, "Luz")
        make_guardian(school, family, "Maria", mother, email="maria@example.com")
        father = make_guardian(school, family, "Pablo", email="pablo@example.com")
    return Scene(school, office, family, student, father, mother, stranger)


def test_a_guardians_mailbox_is_changed_by_two_and_a_letter_to_the_former_one_opens_nothing(
    scene: Scene,
) -> None:
    change = {"guardian_id": scene.father.pk, "email": "viktor@example.com"}
    with scene.school.inside(scene.school.owner):
        sent = invite_guardian(guardian_id=scene.father.pk, **scene.who())
        _father, waits = ask_to_change_guardian(**change, mobile_phone="503 555 0101", **scene.who())
        with pytest.raises(Refused, match="already"):
            ask_to_change_guardian(**change, **scene.who())
        with pytest.raises(Refused, match="somebody else than who asked"):
            confirm_widening(widening_id=waits.pk, **scene.who())
        scene.father.refresh_from_db()
        before = (scene.father.email, scene.father.mobile_phone, invite_guardian_to(scene))
        # what he may do goes on as before: it is the mailbox that waits
        rights = set(scene.father.guardianships.values_list(*RIGHTS))
    with scene.school.inside(scene.mother):
        seen = Widening.objects.defer("note", "email").get(pk=waits.pk)
        of_address = seen.is_of_an_address
    # attack 19: another guardian's address
    with pytest.raises(DatabaseError), scene.school.inside(scene.mother):
        Widening.objects.values_list("email").first()
    with scene.school.inside(scene.office):
        confirm_widening(widening_id=waits.pk, **scene.who(scene.office))
        scene.father.refresh_from_db()
        waits.refresh_from_db()
        sent.refresh_from_db()
        after = (scene.father.email, waits.email, invite_guardian_to(scene))
        is_open = Invitation.objects.filter(email="pablo@example.com", revoked_at=None).exists()

    assert before == ("pablo@example.com", "503 555 0101", "pablo@example.com")
    assert (rights, of_address) == ({(True, True, True, True)}, True)
    assert after == ("viktor@example.com", "", "viktor@example.com")
    assert (sent.revoked_at is None, is_open) == (False, False)


def invite_guardian_to(scene: Scene) -> str:
    """Where a letter that invites the father goes."""
    return invite_guardian(guardian_id=scene.father.pk, **scene.who()).email


def test_a_mailbox_that_was_refused_or_objected_to_is_forgotten_and_one_without_a_child_is_free(
    scene: Scene,
) -> None:
    change = {"guardian_id": scene.father.pk, "email": "viktor@example.com"}
    with scene.school.inside(scene.school.owner):
        ask_to_change_guardian(
            guardian_id=scene.father.pk, email="", **scene.who()
        )  # nobody is reached: at once
        _father, waits = ask_to_change_guardian(**change, **scene.who())
        refuse_widening(widening_id=waits.pk, **scene.who())
        _father, again = ask_to_change_guardian(**change, **scene.who())
    with scene.school.inside(scene.mother):
        object_to_widening(widening_id=again.pk, **scene.who(scene.mother))
    with scene.school.inside(scene.school.owner):
        kept = set(Widening.objects.values_list("state", "email"))
        scene.father.refresh_from_db()
        other = make_family(scene.school, "Free")
        make_student(scene.school, other, "Ana")
        alone = make_guardian(scene.school, other, "Jo", email="jo@example.com")
        changed, nothing = ask_to_change_guardian(guardian_id=alone.pk, email="jo@example.org", **scene.who())
        set_rights(
            guardian=scene.father, student=scene.student, **dict.fromkeys(RIGHTS, False), **scene.who()
        )
        _far, free = ask_to_change_guardian(**change, **scene.who())

    assert (kept, scene.father.email) == ({("refused", ""), ("objected", "")}, "")
    assert (changed.email, nothing, free) == ("jo@example.org", None, None)


def test_two_records_made_one_bring_nobody_nearer_to_a_child(scene: Scene) -> None:
    with scene.school.inside(scene.school.owner):
        # records that came along from elsewhere: one with the stranger's mailbox, one with his account, and no right
        mailbox = make_guardian(scene.school, scene.family, "Pablo", email="viktor@example.com")
        account = make_guardian(scene.school, scene.family, "Pablo", scene.stranger)
        Guardianship.objects.filter(guardian__in=[mailbox, account]).delete()
        change_guardian(guardian_id=scene.father.pk, email="", **scene.who())
        # the same child entered again among the stranger's own, and the stranger's family made one with hers
        theirs, _viktor = scene.their_family("Stranger")
        again = make_student(scene.school, theirs, "Luz")
    before = scene.sight(scene.stranger)
    tries = [
        ("guardian", *pair)
        for each in (mailbox, account)
        for pair in ((each.pk, scene.father.pk), (scene.father.pk, each.pk))
    ]
    tries += [("student", scene.student.pk, again.pk), ("student", again.pk, scene.student.pk)]
    tries += [("family", scene.family.pk, theirs.pk), ("family", theirs.pk, scene.family.pk)]
    refused = []
    for kind, kept, merged in tries:
        with scene.school.inside(scene.school.owner), pytest.raises(Refused) as refusal:
            merge_records(kind=kind, kept_id=kept, merged_id=merged, **scene.who())
        refused.append(NEARER in str(refusal.value))

    assert (refused, scene.sight(scene.stranger), before) == ([True] * 8, before, (1, 1))


def test_the_same_person_entered_twice_becomes_one_as_before(scene: Scene) -> None:
    """The twin: the mother's second record, the child's second record in the family, a father who was typed twice."""
    with scene.school.inside(scene.school.owner):
        mother = Guardian.objects.get(first_name="Maria")
        for name, kept, email in (("Maria", mother, "maria@example.com"), ("Pablo", scene.father, "")):
            double = make_guardian(scene.school, scene.family, name, email=email)
            merge_records(kind="guardian", kept_id=kept.pk, merged_id=double.pk, **scene.who())
        again = make_student(scene.school, scene.family, "Luz")
        merge = merge_records(kind="student", kept_id=scene.student.pk, merged_id=again.pk, **scene.who())
        undo_merge(merge_id=merge.pk, **scene.who())

    assert scene.sight(scene.mother) == (2, 1)


def test_parting_what_was_one_gives_nobody_back_what_was_taken_since(scene: Scene) -> None:
    with scene.school.inside(scene.school.owner):
        viktor = make_guardian(scene.school, scene.family, "Viktor", scene.stranger)
        double = make_guardian(scene.school, scene.family, "Viktor")
        merge = merge_records(kind="guardian", kept_id=double.pk, merged_id=viktor.pk, **scene.who())
    seen = scene.sight(scene.stranger)
    with scene.school.inside(scene.school.owner):
        record_custody_denial(student=scene.student, guardian=double, evidence="Court", **scene.who())
    with scene.school.inside(scene.school.owner), pytest.raises(Refused, match=NEARER):
        undo_merge(merge_id=merge.pk, **scene.who())

    assert (seen, scene.sight(scene.stranger)[0]) == ((1, 1), 0)


def test_a_household_that_had_ended_gives_its_guardians_nothing_back_by_one_person(scene: Scene) -> None:
    with scene.school.inside(scene.school.owner):
        theirs, viktor = scene.their_family("Stranger")
        place_in_family(student=scene.student, family=theirs, starts_on=SINCE, share_percent=0, **scene.who())
        set_rights(guardian=viktor, student=scene.student, pays=False, **scene.who())
        placed = Household.objects.get(family=theirs, student=scene.student)
        end_household(household_id=placed.pk, last_day=SINCE, **scene.who())
        _again, (waits,) = ask_to_place(
            student=scene.student, family=theirs, starts_on=NOON.date(), share_percent=0, **scene.who()
        )
    held = scene.sight(scene.stranger)[0]
    with scene.school.inside(scene.office):
        confirm_widening(widening_id=waits.pk, **scene.who(scene.office))

    assert (held, scene.sight(scene.stranger)[0], (waits.sees, waits.pays)) == (0, 1, (True, False))


def test_the_database_lets_nobody_stand_for_a_guardian_by_a_letter_to_another_mailbox(scene: Scene) -> None:
    with scene.school.inside(scene.school.owner):
        near = near_a_guarded_child([scene.father.pk])
        sent = invite_guardian(guardian_id=scene.father.pk, **scene.who())
        Guardian.objects.filter(pk=scene.father.pk).update(email="pablo@example.org")  # past the action
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update identity_invitation set accepted_at = now(), accepted_by_id = %s where id = %s",
            [scene.stranger.account_id, sent.pk],
        )
    stood = []
    for address in ("pablo@example.org", "pablo@example.com"):
        with connections["owner"].cursor() as cursor:
            cursor.execute("update people_guardian set email = %s where id = %s", [address, scene.father.pk])
        with scene.school.inside(scene.stranger), connections["member"].cursor() as cursor:
            cursor.execute("select sec.stand_for(%s)", [sent.pk])
            stood += cursor.fetchone()

    assert (near, stood) == ({scene.father.pk: scene.student.pk}, [False, True])
