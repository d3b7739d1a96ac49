"""Asked for, agreed or refused, held back, owed for, brought back by an older copy, replayed: in any order.

Nobody keeps a key who is erased, nobody is erased while a hold is on them or a guardian is against it, and carrying the
erasures out once more changes nothing. An older copy is the rows and the keys as they were, put back by the servers'
own superusers; the files of a copy are in tests/attacks/test_36_erased_and_restored.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
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
from psycopg.types.json import Jsonb

from museminder.cli import __main__ as program
from museminder.domain.billing.models import FamilyAccount
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.people.models import Student
from museminder.domain.privacy.actions.erasures import ask_for_erasure, say_to_erasure
from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.models import Erasure, LegalHold
from museminder.domain.privacy.rules.erasing import NAMELESS
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.clock import now
from tests.databases import TestDatabase
from tests.factories.money import charge, make_account
from tests.factories.people import make_guardian, make_student
from tests.schools import NOON, Person, School
from tests.sites.member.billing.paying import work
from tests.vaults import Vault

CHILDREN, GUARDIANS = ("Ada", "Bo"), ("Maria", "Dov")
WHICH, WHO = st.sampled_from(CHILDREN), st.sampled_from(GUARDIANS)
BACK = "first_name, name_key, last_name, birth_date, care_notes, is_active"


@dataclass
class Case:
    """What should have become of one child, as somebody with pencil and paper keeps it."""

    asked_by: str = ""
    voices: dict[str, bool] = field(default_factory=dict)
    is_held: bool = False
    is_erased: bool = False
    is_back: bool = False  # an older copy brought the child back, and nobody has replayed yet

    @property
    def facts(self) -> dict[str, bool]:
        """What the case is, so that a run can say what it has seen."""
        return {
            "erased": self.is_erased,
            "held though all agree": self.is_held
            and all([self.asked_by, *self.voices.values(), self.voices]),
            "against": not all(self.voices.values()),
            "back": self.is_back,
        }

    def weigh(self) -> None:
        others = set(GUARDIANS) - {self.asked_by}
        agreed = self.asked_by and all(self.voices.get(each) for each in others)
        self.is_erased = self.is_erased or bool(agreed and not self.is_held)


class Erasing(RuleBasedStateMachine):
    """Two children of two guardians with the same rights."""

    school: School
    people: dict[str, Person]
    database: TestDatabase
    vault: Vault
    reached: set[str]

    @initialize()
    def open(self) -> None:
        with self.school.inside(self.school.owner):
            self.account: FamilyAccount = make_account("Delacroix")
            family = self.account.family
            for name in GUARDIANS:
                make_guardian(self.school, family, name, self.people[name])
            self.children: dict[str, Student] = {
                name: make_student(
                    self.school, family, name, care_notes=name, birth_date=NOON.date().replace(year=2016)
                )
                for name in CHILDREN
            }
        self.owed, self.cases = 0, {name: Case() for name in CHILDREN}
        self.older = {name: self._copy_of(child.pk) for name, child in self.children.items()}

    def _copy_of(self, child: UUID) -> tuple[Any, list[Any]]:
        rows = self.on_the_server("select to_jsonb(s) from people_student s where id = %s", [child])
        keys = self.vault.do("select to_jsonb(k) from keys.subject_key k where subject_id = %s", [child])
        return rows[0][0], [key for (key,) in keys]

    def on_the_server(self, statement: str, parameters: list[Any]) -> list[tuple]:
        with psycopg.connect(self.database.superuser_dsn(), autocommit=True) as server:
            cursor = server.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    @rule(child=WHICH, guardian=WHO, agrees=st.sampled_from([True, True, False]))
    def speak(self, child: str, guardian: str, agrees: bool) -> None:
        """Whoever speaks first asks; who asked may not ask twice; everybody else answers."""
        if self.cases[child].asked_by in ("", guardian):
            self._ask(child, guardian)
        else:
            self._answer(child, guardian, agrees)

    def _ask(self, child: str, guardian: str) -> None:
        case, by = self.cases[child], self.people[guardian]
        try:
            with self.school.inside(by):
                ask_for_erasure(student_id=self.children[child].pk, by=by.actor, at=now())
        except (Refused, Student.DoesNotExist):
            assert case.asked_by
            return
        assert not case.asked_by
        case.asked_by = guardian
        self.look_again()

    def _answer(self, child: str, guardian: str, agrees: bool) -> None:
        case, by = self.cases[child], self.people[guardian]
        may = guardian not in case.voices and not case.is_erased
        with self.school.inside(by):
            erasure = Erasure.objects.get(student_id=self.children[child].pk)
        try:
            with self.school.inside(by):
                say_to_erasure(erasure_id=erasure.pk, agrees=agrees, by=by.actor, at=now())
        except Refused:
            assert not may
            return
        assert may
        case.voices[guardian] = agrees
        self.look_again()

    @rule(child=WHICH)
    def hold_or_let_go(self, child: str) -> None:
        case, owner = self.cases[child], self.school.owner
        with self.school.inside(owner):
            if case.is_held:
                hold = LegalHold.objects.get(student=self.children[child], ended_at=None)
                end_legal_hold(hold_id=hold.pk, by=owner.actor, at=now())
            elif not case.is_erased:
                place_legal_hold(
                    student_id=self.children[child].pk,
                    reason="A court",
                    review_on=now().date() + timedelta(days=30),
                    by=owner.actor,
                    at=now(),
                )
        case.is_held = not case.is_held and not case.is_erased
        self.look_again()

    @rule(amount=st.integers(1, 200_00))
    def owe(self, amount: int) -> None:
        with self.school.inside(self.school.owner):
            charge(self.account, amount, self.school)
        self.owed += amount

    def look_again(self) -> None:
        """The day after, as the job itself arranges."""
        with self.school.inside(self.school.owner):
            mine = [child.pk for child in self.children.values()]
            for erasure in Erasure.objects.filter(student_id__in=mine).exclude(state="done"):
                enqueue("privacy.weigh_erasure", erasure_id=str(erasure.pk))
        work()
        for case in self.cases.values():
            case.weigh()

    @precondition(lambda self: any(case.is_erased for case in self.cases.values()))
    @rule(keys_too=st.booleans())
    def bring_an_older_copy_back(self, keys_too: bool) -> None:
        for name, case in self.cases.items():
            row, keys = self.older[name]
            if not case.is_erased:
                continue
            self.on_the_server(
                f"update people_student set ({BACK}) = (select {BACK} from"
                " jsonb_populate_record(null::people_student, %s)) where id = %s",
                [Jsonb(row), self.children[name].pk],
            )
            case.is_back = True
            for key in keys if keys_too else []:
                self.vault.do(
                    "insert into keys.subject_key select * from jsonb_populate_record(null::keys.subject_key, %s)"
                    " on conflict do nothing",
                    [Jsonb(key)],
                )

    @precondition(lambda self: any(case.is_back for case in self.cases.values()))
    @rule()
    def replay(self) -> None:
        assert program.main(["privacy", "replay-erasures"]) == 0
        before = [self._copy_of(child.pk) for child in self.children.values()]
        assert program.main(["privacy", "replay-erasures"]) == 0
        assert [self._copy_of(child.pk) for child in self.children.values()] == before
        for case in self.cases.values():
            case.is_back = False

    @invariant()
    def everybody_is_what_they_should_be(self) -> None:
        if not hasattr(self, "older"):
            return
        for name, case in self.cases.items():
            self.reached |= {fact for fact, is_so in case.facts.items() if is_so}
            row, keys = self._copy_of(self.children[name].pk)
            if case.is_erased and not case.is_back:
                assert (row["first_name"], row["birth_date"], row["care_notes"], keys) == (
                    NAMELESS,
                    None,
                    None,
                    [],
                )
            else:
                assert (row["first_name"], row["birth_date"] is None) == (name, False)
                assert keys or case.is_back
        with self.school.inside(self.school.owner):
            assert balance_of(self.account) == self.owed


def test_in_any_order_only_who_may_go_is_gone_and_gone_for_good(
    own_vault: Vault,
    live_school: School,
    live_database: TestDatabase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MUSEMINDER_ERASURES", str(tmp_path / "erasures.jsonl"))
    facts = {
        "school": live_school,
        "database": live_database,
        "vault": own_vault,
        "people": {name: live_school.add_person(name, "guardian") for name in GUARDIANS},
        "reached": set[str](),
    }
    run_state_machine_as_test(
        type("ErasingInAFamily", (Erasing,), facts),
        settings=settings(
            max_examples=8,
            stateful_step_count=16,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],  # a shorter way to the same fault would take minutes to find
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert facts["reached"] == {"erased", "held though all agree", "against", "back"}
