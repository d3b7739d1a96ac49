"""Give, withdraw, a new text, an agreement's end, a custody order, coming of age: in any order nothing unasked is told.

Beside the program runs a model of a few lines that knows no table. After every step each consent there ever was is
tried: the database takes the row of a disclosure exactly when the model says that the consent allows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from museminder.domain.consents.actions.consents import ask_partner, withdraw_consent
from museminder.domain.consents.models import Consent
from museminder.domain.people.actions.custody_denials import end_custody_denial, record_custody_denial
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import CustodyDenial, Guardian, Student
from museminder.foundation.identity.rules import Refused
from museminder.foundation.outside import register
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.telling import Basis
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School

CHILDREN, GUARDIANS = ("Theodore", "Ada"), ("Maria", "Dov")
WHICH, WHO = st.sampled_from(CHILDREN), st.sampled_from(GUARDIANS)
HARBOR = register.registered()["harbor"]


@dataclass
class Agreed:
    """One consent, as somebody with pencil and paper keeps it."""

    child: str
    by: str
    version: int
    until: date
    is_withdrawn: bool = False


class Consents(RuleBasedStateMachine):
    """Two children of two guardians, and one partner."""

    school: School
    people: dict[str, Person]
    patch: pytest.MonkeyPatch
    reached: set[tuple[bool, bool] | str]

    @initialize()
    def open(self) -> None:
        self.point = transaction.atomic(using="owner")
        self.point.__enter__()
        with self.school.inside(self.school.owner):
            family = make_family(self.school, "Delacroix")
            self.guardians: dict[str, Guardian] = {
                name: make_guardian(self.school, family, name, self.people[name]) for name in GUARDIANS
            }
            self.children: dict[str, Student] = {
                name: make_student(self.school, family, name, instrument="Cello") for name in CHILDREN
            }
        self.version, self.until = 1, now().date() + timedelta(days=400)
        self.given: dict[UUID, Agreed] = {}
        self.barred: set[tuple[str, str]] = set()
        self.of_age: set[str] = set()
        self._registered()

    def teardown(self) -> None:
        transaction.set_rollback(True, using="owner")
        self.point.__exit__(None, None, None)

    def _registered(self) -> None:
        facts = {"notice_version": self.version, "contract_until": self.until}
        others = [party for party in register.THIRD_PARTIES if party.key != "harbor"]
        self.patch.setattr(register, "THIRD_PARTIES", (*others, register.replace(HARBOR, **facts)))

    def live(self, child: str) -> list[Agreed]:
        return [each for each in self.given.values() if each.child == child and not each.is_withdrawn]

    @rule(child=WHICH, guardian=WHO)
    def give(self, child: str, guardian: str) -> None:
        may = self.until > now().date() and (guardian, child) not in self.barred and child not in self.of_age
        actor = self.people[guardian].actor
        try:
            with self.school.inside(self.people[guardian]):
                asked = {"student_id": self.children[child].pk, "partner": "harbor"}
                consent = ask_partner(**asked, by=actor, at=now()).consent_id
        except Refused:
            assert not may
            return
        assert may
        for each in self.live(child):
            if (each.version, each.until) == (self.version, self.until):
                assert self.given[consent] is each  # the one that holds is used again
                return
            each.is_withdrawn = True
        assert consent not in self.given
        self.given[consent] = Agreed(child, guardian, self.version, self.until)

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 10_000), guardian=WHO)
    def withdraw(self, pick: int, guardian: str) -> None:
        consent, agreed = sorted(self.given.items())[pick % len(self.given)]
        try:
            with self.school.inside(self.people[guardian]):
                withdraw_consent(consent_id=consent, by=self.people[guardian].actor, at=now())
        except Consent.DoesNotExist:
            assert (guardian, agreed.child) in self.barred or agreed.child in self.of_age
        else:
            assert (guardian, agreed.child) not in self.barred
            agreed.is_withdrawn = True

    @rule(days=st.sampled_from([-1, 0, 1, 400, 401]), is_new=st.booleans())
    def agree_with_the_partner_anew(self, days: int, is_new: bool) -> None:
        """Until another day, and perhaps with another text for families."""
        self.version += is_new
        self.until = now().date() + timedelta(days=days)
        self._registered()

    @precondition(lambda self: self.given)
    @rule(pick=st.integers(0, 10_000))
    def let_the_agreement_run_out(self, pick: int) -> None:
        """The days until its end have passed."""
        consent, agreed = sorted(self.given.items())[pick % len(self.given)]
        agreed.until = now().date()
        turned = "update consents_consent set holds_until = %s where id = %s"
        with transaction.get_connection(
            "owner"
        ).cursor() as cursor:  # no role of a site may turn the calendar
            cursor.execute(turned, [agreed.until, consent])
            assert cursor.rowcount == 1

    @rule(child=WHICH, guardian=WHO, who_agreed=st.booleans())
    def bar(self, child: str, guardian: str, who_agreed: bool) -> None:
        owner, given = self.school.owner, self.live(child)
        guardian = given[0].by if who_agreed and given else guardian
        if (guardian, child) in self.barred:
            return
        with self.school.inside(owner):
            record_custody_denial(
                student=Student.objects.get(pk=self.children[child].pk),
                guardian=self.guardians[guardian],
                evidence="Family court",
                by=owner.actor,
                at=now(),
            )
        self.barred.add((guardian, child))
        for each in self.live(child):
            each.is_withdrawn = each.by == guardian
            self.reached |= {"a barred guardian's"} if each.is_withdrawn else set()

    @precondition(lambda self: self.barred)
    @rule(pick=st.integers(0, 10_000))
    def end_the_order(self, pick: int) -> None:
        owner = self.school.owner
        guardian, child = sorted(self.barred)[pick % len(self.barred)]
        with self.school.inside(owner):
            denial = CustodyDenial.objects.get(
                guardian=self.guardians[guardian], student=self.children[child], ended_at=None
            )
            # One transaction is one moment to the database: an order that ends in it has ended as it began.
            end_custody_denial(denial_id=denial.pk, reason="A new order", by=owner.actor, at=NOON)
        self.barred.remove((guardian, child))

    @rule(child=WHICH)
    def come_of_age(self, child: str) -> None:
        owner = self.school.owner
        with self.school.inside(owner):
            change_student(student_id=self.children[child].pk, is_adult=True, by=owner.actor, at=now())
        self.of_age.add(child)
        for each in self.live(child):
            each.is_withdrawn = True
            self.reached.add("outgrown")

    @invariant()
    def nothing_is_told_but_under_a_consent_that_holds(self) -> None:
        if not hasattr(self, "given"):
            return
        told: dict[UUID, bool] = {}
        with self.school.inside(self.school.owner):
            for consent, agreed in self.given.items():
                told[consent] = self._can_be_told(consent, agreed.child, agreed.version)
                assert not self._can_be_told(consent, agreed.child, agreed.version + 1)
                sibling = CHILDREN[CHILDREN.index(agreed.child) - 1]
                assert not self._can_be_told(consent, sibling, agreed.version)
            withdrawn = dict(Consent.objects.values_list("pk", "withdrawn_at"))
        self.reached |= {(can, self.given[consent].until > now().date()) for consent, can in told.items()}
        assert told == {
            consent: not each.is_withdrawn and each.until > now().date()
            for consent, each in self.given.items()
        }
        assert {key: at is not None for key, at in withdrawn.items()} == {
            key: each.is_withdrawn for key, each in self.given.items()
        }

    def _can_be_told(self, consent: UUID, child: str, version: int) -> bool:
        row = Disclosure(
            third_party="harbor",
            reason=HARBOR.reason,
            told=["child_name"],
            subjects=[self.children[child].pk],
            basis=Basis.CONSENT,
            consent_id=consent,
            student_id=self.children[child].pk,
            notice_version=version,
            host="api.harbor-insurance.example",
            what="POST /applications",
        )
        point = transaction.atomic(using="studio")
        point.__enter__()
        try:
            row.save(force_insert=True)
            with transaction.get_connection("studio").cursor() as cursor:
                cursor.execute("set constraints all immediate")
        except IntegrityError:
            return False
        finally:
            transaction.set_rollback(True, using="studio")
            point.__exit__(None, None, None)
        return True


def test_in_any_order_exactly_what_a_family_agreed_to_can_be_told(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.get_connection("owner").cursor() as cursor:  # so that the calendar can be turned
        cursor.execute("alter table consents_consent no force row level security")
    facts = {
        "school": school,
        "people": {name: school.add_person(name, "guardian") for name in GUARDIANS},
        "patch": monkeypatch,
        "reached": set[tuple[bool, bool] | str](),
    }
    run_state_machine_as_test(
        type("ConsentsOfAFamily", (Consents,), facts),
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],  # a shorter way to the same fault would take minutes to find
            suppress_health_check=list(HealthCheck),
        ),
    )
    # one that holds, one that ran out, one taken back, one that ended when its child came of age: all were tried
    assert facts["reached"] >= {(True, True), (False, False), (False, True), "outgrown"}
