"""39: a legal demand beyond its scope, with one approver, over, revoked; a family that is not told after the gag."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core import mail
from django.db import DatabaseError, connections

from museminder.domain.oversight.actions.demand_exports import ask_for_demand_export, fetch_demand_export
from museminder.domain.oversight.actions.legal_demands import approve_demand, close_demand, record_demand
from museminder.domain.oversight.actions.support_grants import grant_support
from museminder.domain.oversight.models import DemandExport, DemandNotice, LegalDemand
from museminder.domain.oversight.queries.legal_demands import late_notices, notices_shown
from museminder.domain.oversight.queries.support import looked_under
from museminder.domain.privacy.actions.family_exports import ask_for_family_export, fetch_family_export
from museminder.domain.privacy.queries.looks import looks_at
from museminder.foundation.identity.rules import Refused
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.tenancy.context import site
from museminder.foundation.tenancy.jobs import fan_out
from museminder.foundation.vault.access_log.entries import entries_about
from museminder.primitives.clock import now
from tests.browsing import get
from tests.factories.operators import Operator, make_operator, operating
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.foundation.vault.entries import an_entry
from tests.schools import School
from tests.sites.operator.counting import count
from tests.sites.studio.switching.test_imports import work
from tests.vaults import Vault

pytestmark = pytest.mark.usefixtures("vault")
FOR_A_COURT = "because a court or an authority demanded it"


class Case:
    """A school with two families, of which a paper names one child; three of ours."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.maria = school.add_person("Maria", "guardian")
        with school.inside(school.owner):
            self.family, self.other = make_family(school, "Vandermeer"), make_family(school, "Okafor")
            make_guardian(school, self.family, "Maria", self.maria, email="maria@example.com")
            make_staff_member(school, "Honora", school.owner, email="honora@example.com")
            self.child = make_student(school, self.family, "Theodora")
            self.stranger = make_student(school, self.other, "Ngozi")
        self.clerk, self.first, self.second = (
            make_operator(name) for name in ("Clara Clerk", "Alma First", "Bela Second")
        )
        count()

    def demand(self, **facts: Any) -> UUID:
        """A paper as narrow as one child."""
        paper = {
            "number": self.school.studio_id,
            "kind": "court_order",
            "issuer": "County Court",
            "reference": "22 C 1234",
            "document_sha256": "ab" * 32,
            "received_at": now() - timedelta(hours=1),
            "family_ids": [],
            "student_ids": [self.child.pk],
            "records": ["student", "enrollments"],
            "expires_at": now() + timedelta(days=30),
            "gag_until": None,
        }
        with operating(self.clerk):
            return record_demand(**(paper | facts), by=self.clerk.actor, at=now()).pk

    def approve(self, demand: UUID, *by: Operator) -> None:
        for each in by:
            with operating(each):
                approve_demand(demand_id=demand, by=each.actor, at=now())

    def answer(self, demand: UUID) -> tuple[UUID, str]:
        """Approved by two, asked for, made: the archive's id and its key."""
        self.approve(demand, self.first, self.second)
        with operating(self.first):
            key = ask_for_demand_export(demand_id=demand, by=self.first.actor, at=now())
        fan_out("oversight.answer_demands")
        work()
        export = DemandExport.objects.using("owner").get(demand_id=demand)
        return export.pk, key


@pytest.fixture
def case(live_school: School) -> Case:
    return Case(live_school)


@contextmanager
def no_approval_of_the_page() -> Iterator[None]:
    with pytest.raises(Refused):
        yield


def test_it_takes_two_different_people_who_did_not_record_it(case: Case) -> None:
    demand = case.demand()
    untaught = make_operator("Una Never", trained_days=None)
    with no_approval_of_the_page():
        case.approve(demand, case.clerk)
    with no_approval_of_the_page():
        case.approve(demand, untaught)
    case.approve(demand, case.first)
    with no_approval_of_the_page():
        case.approve(demand, case.first)
    with no_approval_of_the_page(), operating(case.first):
        ask_for_demand_export(demand_id=demand, by=case.first.actor, at=now())
    # The same straight at the database, around every rule of ours.
    tried = {}
    for name, account, who in (
        ("same person twice", case.first.account_id, case.first),
        ("for somebody else", case.second.account_id, case.first),
        ("who recorded it", case.clerk.account_id, case.clerk),
    ):
        with pytest.raises(DatabaseError) as refusal, operating(who):
            LegalDemand.objects.filter(pk=demand).update(second_approver_id=account)
        tried[name] = refusal.value.__cause__.sqlstate
    with pytest.raises(DatabaseError) as refusal, operating(case.first):
        DemandExport.objects.create(
            demand_id=demand,
            number=case.school.studio_id,
            lock=b"x",
            asked_by_id=case.first.account_id,
            asked_at=now(),
        )

    assert tried == {"same person twice": "23514", "for somebody else": "MM403", "who recorded it": "23514"}
    assert refusal.value.__cause__.sqlstate == "MM403"


def test_only_what_is_named_leaves_and_everybody_sees_it(case: Case) -> None:
    export, key = case.answer(case.demand())
    with no_approval_of_the_page(), operating(case.second):
        fetch_demand_export(export_id=export, key="no key", by=case.second.actor, at=now())
    with operating(case.second):
        archive = fetch_demand_export(export_id=export, key=key, by=case.second.actor, at=now())
    with no_approval_of_the_page(), operating(case.second):
        fetch_demand_export(export_id=export, key=key, by=case.second.actor, at=now())
    handed = json.loads(zipfile.ZipFile(io.BytesIO(archive)).read("data.json"))["records"]
    with case.school.inside(case.maria):
        told = list(Disclosure.objects.filter(basis="legal_demand").values_list("told", "subjects"))
        shown = [(each.issuer, each.records) for each in notices_shown()]
    with case.school.inside(case.school.owner):
        owner_sees = notices_shown().count()
        opened = entries_about([case.child.pk], studio_id=case.school.studio_id)
    letters = sorted(letter.to[0] for letter in mail.outbox)

    assert [row["first_name"] for row in handed["student"]] == ["Theodora"]
    assert handed.keys() == {"student", "enrollments"}
    assert DemandExport.objects.using("owner").get(pk=export).content is None
    assert told == [(["enrollments", "student_record"], [case.family.pk, case.child.pk])]
    assert shown == [("County Court", ["enrollments", "student"])]
    assert owner_sees == 2  # the family's, and the owners' own
    assert {str(each.purpose) for each in opened} == {"legal_demand"}
    assert letters == ["honora@example.com", "maria@example.com"]
    with site("worker"):
        assert late_notices(now()) == []


def test_an_id_outside_the_scope_answers_like_a_random_one(case: Case, login: Any) -> None:
    demand = case.demand(records=["student"])
    case.approve(demand, case.first, case.second)
    fan_out("oversight.answer_demands")
    queue, reader = login("queue"), login("demand")
    job = queue.execute("update procrastinate_jobs set status = 'doing' returning id").fetchone()[0]
    secret = queue.execute("select sec.claim_job(%s)", [job]).fetchone()[0]
    queue.commit()
    reader.execute("select 1 from sec.begin_demand(%s, %s, %s)", [secret, case.school.studio_id, demand])

    def names(table: str, column: str, of: UUID) -> int:
        return reader.execute(f"select count(*) from {table} where {column} = %s", [of]).fetchone()[0]

    assert names("people_student", "id", case.child.pk) == 1
    assert names("people_student", "id", case.stranger.pk) == 0
    assert reader.execute("select count(*) from people_student").fetchone()[0] == 1
    assert reader.execute("select count(*) from people_guardian").fetchone()[0] == 0  # not named
    for statement, code in (
        ("select 1 from people_contact", "42501"),
        ("select 1 from oversight_legaldemand", "42501"),
        ("update people_student set first_name = 'X'", "25006"),
    ):
        with pytest.raises(psycopg.Error) as refusal, reader.transaction():
            reader.execute(statement)
        assert refusal.value.sqlstate == code


@pytest.mark.parametrize("what", ["expired", "revoked", "refused"])
def test_what_is_over_or_closed_opens_nothing(case: Case, what: str) -> None:
    demand = case.demand()
    case.approve(demand, case.first, case.second)
    with operating(case.first):
        key = ask_for_demand_export(demand_id=demand, by=case.first.actor, at=now())
    if what == "expired":
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "update oversight_legaldemand set received_at = now() - interval '2 days',"
                " expires_at = now() - interval '1 day'"
            )
    else:
        with operating(case.first):
            close_demand(demand_id=demand, closed_as=what, by=case.first.actor, at=now())
    fan_out("oversight.answer_demands")
    work()
    export = DemandExport.objects.using("owner").get(demand_id=demand)

    assert (export.content, export.made_at, Disclosure._base_manager.using("owner").count()) == (
        None,
        None,
        0,
    )
    with no_approval_of_the_page(), operating(case.first):
        fetch_demand_export(export_id=export.pk, key=key, by=case.first.actor, at=now())


def looks_in_a_copy(case: Case) -> list[dict[str, Any]]:
    """Who looked, as the copy says that a job makes for the family; row security shows that job what is under a gag."""
    at = now()
    with case.school.inside(case.maria):
        export = ask_for_family_export(by=case.maria.actor, at=at)
    work()
    with case.school.inside(case.maria):
        export.refresh_from_db()
        archive = fetch_family_export(export=export, by=case.maria.actor, at=at)
    told = json.loads(zipfile.ZipFile(io.BytesIO(archive)).read("data.json"))["students"][0]["who_looked"]
    return [each for each in told if each["purpose"] != "export"]


def test_a_look_is_told_with_its_demand_and_one_under_a_gag_is_not(own_vault: Vault, case: Case) -> None:
    case.answer(case.demand(gag_until=now() + timedelta(days=10)))
    with case.school.inside(case.maria):
        hidden = {each.id for each in entries_about([case.child.pk], studio_id=case.school.studio_id)}
    case.answer(case.demand())
    asked = {"studio_id": case.school.studio_id, "account_id": case.maria.account_id}
    with case.school.inside(case.maria):
        seen = {each.entry.id for each in looks_at([case.child.pk], **asked)}
        shown = notices_shown().count()
        opened = {each.id for each in entries_about([case.child.pk], studio_id=case.school.studio_id)}
    path = f"privacy/students/{case.child.pk}/looks/"
    page = get(case.maria, case.school, path).content.decode()
    office = get(case.school.owner, case.school, "privacy/reveals/").content.decode()
    copied = looks_in_a_copy(case)
    with connections["owner"].cursor() as cursor:  # as if the ten days had passed
        cursor.execute("alter table outside_disclosure disable trigger user")
        cursor.execute("update outside_disclosure set shown_from = now() where shown_from is not null")
        cursor.execute("alter table outside_disclosure enable trigger user")
    with case.school.inside(case.maria):
        after = {each.entry.id for each in looks_at([case.child.pk], **asked)}
    page_after = get(case.maria, case.school, path).content.decode()
    office_after = get(case.school.owner, case.school, "privacy/reveals/").content.decode()

    assert (len(hidden), len(opened - hidden), shown) == (1, 1, 1)
    assert (seen, [each["purpose"] for each in copied]) == (opened - hidden, ["legal_demand"])
    assert [each.count(FOR_A_COURT) for each in (page, page_after, office, office_after)] == [1, 2, 1, 1]
    once, twice = (f"People: 1 · Times opened: {times} · Held back: 0" for times in (1, 2))
    assert (once in office, twice in office, twice in office_after) == (True, False, True)
    assert opened <= after


def test_support_that_was_let_in_does_not_tell_of_a_gag(case: Case) -> None:
    owner = case.school.owner
    with case.school.inside(owner):
        grant = grant_support(
            account_id=case.first.account_id,
            reason="A bill is wrong",
            hours=4,
            may_reveal=True,
            membership_id=owner.membership_id,
            by=owner.actor,
            at=now(),
        )
        grant.refresh_from_db()
    case.answer(case.demand(gag_until=now() + timedelta(days=10)))
    an_entry(studio_id=case.school.studio_id, account_id=case.first.account_id, at=now())
    with case.school.inside(owner):
        opened = entries_about([case.child.pk], studio_id=case.school.studio_id)
        told = looked_under(grant, at=now()).opened

    assert [each.account_id for each in opened] == [case.first.account_id]
    assert [str(each.purpose) for each in told] == ["emergency"]


def test_a_gag_is_kept_and_its_end_is_not_forgotten(case: Case) -> None:
    case.answer(case.demand(gag_until=now() + timedelta(days=10)))
    with case.school.inside(case.maria):
        during = (notices_shown().count(), Disclosure.objects.filter(basis="legal_demand").count())
    with case.school.inside(case.school.owner):
        owner_during = (notices_shown().count(), Disclosure.objects.filter(basis="legal_demand").count())
    letters_during = len(mail.outbox)
    later = now() + timedelta(days=12)
    with site("worker"):
        alarm_during, alarm_after = late_notices(now()), len(late_notices(later))
    with connections["owner"].cursor() as cursor:  # as if the ten days had passed
        cursor.execute("update oversight_demandnotice set made_at = now(), shown_from = now()")
    fan_out("oversight.answer_demands")
    work()
    with case.school.inside(case.maria):
        after = notices_shown().count()
    with site("worker"):
        alarm = late_notices(now() + timedelta(days=12))

    assert (during, owner_during, letters_during) == ((0, 0), (0, 0), 0)
    assert (alarm_during, alarm_after) == ([], 1)
    assert (after, alarm) == (1, [])
    assert len(mail.outbox) == 2
    assert DemandNotice.objects.using("owner").filter(told_at=None).count() == 0
