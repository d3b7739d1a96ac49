"""When a student is erased, when it waits, and who may ask: each case with its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from museminder.domain.people.models import CustodyDenial, Guardian, Guardianship, Student
from museminder.domain.privacy.actions.erasures import ask_for_erasure, note_decision, say_to_erasure
from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.models import Erasure, PrivacyRequest
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import Person, School
from tests.sites.member.billing.paying import work


@dataclass(frozen=True)
class Parents:
    """Maria and Dov, both with rights for Theodore."""

    school: School
    maria: Person
    dov: Person
    theodore: Student

    def asked(self) -> Erasure:
        with self.school.inside(self.maria):
            erasure = ask_for_erasure(student_id=self.theodore.pk, by=self.maria.actor, at=now())
        work()
        return self.seen(erasure)

    def seen(self, erasure: Erasure) -> Erasure:
        with self.school.inside(self.school.owner):
            return Erasure.objects.get(pk=erasure.pk)

    def is_here(self) -> bool:
        with self.school.inside(self.school.owner):
            return Student.objects.get(pk=self.theodore.pk).first_name == "Theodore"


@pytest.fixture
def parents(live_school: School) -> Parents:
    maria, dov = (live_school.add_person(name, "guardian") for name in ("Maria", "Dov"))
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        for person in (maria, dov):
            make_guardian(live_school, family, person.name, person)
        theodore = make_student(live_school, family, "Theodore", care_notes="Bees")
    return Parents(live_school, maria, dov, theodore)


def test_nothing_is_erased_until_the_other_guardian_agrees(parents: Parents) -> None:
    waiting = parents.asked()
    before = parents.is_here()
    with parents.school.inside(parents.maria), pytest.raises(Refused):
        say_to_erasure(erasure_id=waiting.pk, agrees=True, by=parents.maria.actor, at=now())
    with parents.school.inside(parents.dov):
        say_to_erasure(erasure_id=waiting.pk, agrees=True, by=parents.dov.actor, at=now())
    work()
    done = parents.seen(waiting)

    assert (waiting.state, waiting.waits_for, before) == ("waiting", [parents.dov.account_id], True)
    assert (done.state, done.key_count, parents.is_here()) == ("done", 1, False)
    with parents.school.inside(parents.maria):  # reads the end, though the child is not there any more
        assert [each.state for each in Erasure.objects.all()] == ["done"]
        assert PrivacyRequest.objects.get(pk=done.request_id).state == "answered"
        assert list(Student.objects.all()) == []
    with parents.school.inside(parents.school.owner):
        assert Guardian.objects.filter(first_name__in=["Maria", "Dov"]).count() == 2
        assert Guardianship.objects.count() == 0


def test_a_no_stops_it_until_a_court_decides(parents: Parents) -> None:
    erasure = parents.asked()
    with parents.school.inside(parents.dov):
        say_to_erasure(erasure_id=erasure.pk, agrees=False, by=parents.dov.actor, at=now())
    work()
    disputed, still = parents.seen(erasure).state, parents.is_here()
    owner = parents.school.owner
    with parents.school.inside(owner):
        note_decision(erasure_id=erasure.pk, evidence="Family court, 12 F 3/26", by=owner.actor, at=now())
    work()

    assert (disputed, still) == ("disputed", True)
    assert (parents.seen(erasure).state, parents.is_here()) == ("done", False)


def test_whom_a_court_keeps_away_is_not_asked_and_cannot_ask(parents: Parents) -> None:
    owner = parents.school.owner
    with parents.school.inside(owner):
        his = Guardian.objects.get(first_name="Dov")
        CustodyDenial.objects.create(
            student=parents.theodore,
            guardian=his,
            person_name="Dov",
            evidence="Order 7",
            recorded_by_name="Honora",
            starts_at=now() - timedelta(days=1),
        )
    with parents.school.inside(parents.dov), pytest.raises(Student.DoesNotExist):
        ask_for_erasure(student_id=parents.theodore.pk, by=parents.dov.actor, at=now())

    assert (parents.asked().state, parents.is_here()) == ("done", False)


def test_a_guardian_without_a_sign_in_is_asked_on_paper(parents: Parents) -> None:
    with parents.school.inside(parents.school.owner):
        Guardian.objects.filter(first_name="Dov").update(account_id=None, membership=None)
    erasure = parents.asked()
    assert (erasure.state, erasure.waits_for, erasure.asked_on_paper) == ("waiting", [], 1)
    assert parents.is_here()


def test_what_must_be_kept_is_kept_until_that_ends(parents: Parents) -> None:
    owner = parents.school.owner
    with parents.school.inside(owner):
        Guardianship.objects.filter(guardian__first_name="Dov").update(may_consent=False)
        on = now().date() + timedelta(days=90)
        hold = place_legal_hold(
            student_id=parents.theodore.pk, reason="Claim 88", review_on=on, by=owner.actor, at=now()
        )
    erasure = parents.asked()
    held = (erasure.state, parents.is_here())
    with parents.school.inside(owner):
        end_legal_hold(hold_id=hold.pk, by=owner.actor, at=now())
        note_decision(erasure_id=erasure.pk, evidence="The claim is settled", by=owner.actor, at=now())
    work()

    assert held == ("held", True)
    assert (parents.seen(erasure).state, parents.is_here()) == ("done", False)


def test_at_eighteen_only_the_student_asks_and_nobody_has_to_agree(parents: Parents) -> None:
    theo = parents.school.add_person("Theo", "student")
    with parents.school.inside(parents.school.owner):
        Student.objects.filter(pk=parents.theodore.pk).update(
            is_adult=True, account_id=theo.account_id, membership_id=theo.membership_id
        )
    with parents.school.inside(parents.maria), pytest.raises(Refused):
        ask_for_erasure(student_id=parents.theodore.pk, by=parents.maria.actor, at=now())
    with parents.school.inside(theo):
        erasure = ask_for_erasure(student_id=parents.theodore.pk, by=theo.actor, at=now())
    work()

    assert (parents.seen(erasure).state, parents.is_here()) == ("done", False)
    with parents.school.inside(parents.school.owner):
        own = Membership.objects.get(pk=theo.membership_id)
        assert (own.is_current, own.display_name) == (False, "")


def test_who_may_not_consent_does_not_ask(parents: Parents) -> None:
    with parents.school.inside(parents.school.owner):
        Guardianship.objects.filter(guardian__first_name="Maria").update(may_consent=False)
    with parents.school.inside(parents.maria), pytest.raises(Refused):
        ask_for_erasure(student_id=parents.theodore.pk, by=parents.maria.actor, at=now())
