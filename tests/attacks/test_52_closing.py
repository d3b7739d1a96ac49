"""Attack 52: writing into a school that closes, closing one that is not one's own, destroying before the day.

And reading, in the tables of one that is closed for good, whose they were.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connections
from django.db.models import QuerySet

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.credits import give_credit
from museminder.domain.billing.models import Credit, LedgerLine
from museminder.domain.people.actions.contacts import add_contact
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.guardians import deactivate_guardian
from museminder.domain.privacy.actions.blanking import GOES, STAYS, clear_words
from museminder.domain.privacy.actions.closing import close_studio
from museminder.domain.privacy.queries.retention import emptied
from museminder.foundation.tenancy.models import StudioOwned
from museminder.primitives.clock import now
from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter, refusal
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.schools import School, open_school
from tests.sites.studio.switching.test_imports import work

NAME = "Theodora-Wilhelmina"
CHECK, DENIED, READ_ONLY = "23514", "42501", "25006"
CLOSE = "update tenancy_studio set closing_at = now() where id = {}"
DESTROYED = (
    "update privacy_studioclosing set destroyed_at = {}, reopened_at = null, gone_from_backups_on = {}"
)


def test_a_school_that_closes_is_read_and_not_written(ours: Filled, theirs: Filled, login: Login) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(CLOSE.format(ours.studio_id))
    writes = {
        "studio": ("update people_family set name = name", "delete from people_contact"),
        "member": ("update people_guardian set first_name = first_name",),
    }
    for site, person in (("studio", ours.owner), ("member", ours.guardian)):
        connection = login(site)
        enter(connection, person, ours)
        assert connection.execute("select count(*) from people_guardian").fetchone()[0] > 0
        assert {refusal(connection, write) for write in writes[site]} == {READ_ONLY}
        with pytest.raises(psycopg.Error, match="transaction read-write mode"):
            connection.execute("set transaction read write")
    theirs_stays = login("studio")
    enter(theirs_stays, theirs.owner, theirs)
    assert refusal(theirs_stays, writes["studio"][0]) == ""


def test_only_the_owner_closes_and_nobody_before_the_day(ours: Filled, theirs: Filled, login: Login) -> None:
    studio = login("studio")
    enter(studio, ours.owner, ours)
    assert refusal(studio, CLOSE.format(ours.studio_id)) == ""
    assert refusal(studio, CLOSE.format(ours.studio_id).replace("closing_at", "closed_at")) == DENIED
    assert studio.execute(CLOSE.format(theirs.studio_id)).rowcount == 0
    early = DESTROYED.format("(destroy_on - 1)::timestamp at time zone 'UTC'", "destroy_on")
    on_the_day = DESTROYED.format("destroy_on::timestamp at time zone 'UTC'", "destroy_on + 30")
    sooner = "update privacy_studioclosing set destroy_on = begun_at::date + 80, destroyed_at = null"

    assert {refusal(login("owner"), each) for each in (early, sooner)} == {CHECK}
    assert refusal(login("owner"), on_the_day) == ""
    assert {refusal(login(role), early) for role in ("member", "operator", "accounts")} == {DENIED}


def test_a_closed_school_says_nobodys_name_and_its_books_add_up(live_school: School) -> None:
    school = open_school("closes", "Closes", id=10**6 + secrets.randbelow(10**9))
    for each in (live_school, school):
        with each.inside(each.owner):
            who = {"by": each.owner.actor, "at": now()}
            family = make_family(each, NAME)
            student = make_student(each, family, NAME, birth_date=date(2015, 2, 13), school_name=NAME)
            guardian = make_guardian(each, family, NAME, email=f"{NAME}@example.com", address={"city": NAME})
            make_staff_member(each, NAME, email=f"{NAME}@example.org")
            add_contact(student=student, name=NAME, **who)
            record_custody_denial(student=student, person_name=NAME, evidence=NAME, **who)
            deactivate_guardian(guardian_id=guardian.pk, note=NAME, **who)
            account = open_family_account(family_id=family.pk)
            give_credit(family_account=account, amount=4500, reason=f"For {NAME}", on=date(2026, 9, 1), **who)
    before = {each.studio_id: books_of(each) for each in (live_school, school)}
    named = tables_with(school)
    with school.inside(school.owner):
        close_studio(studio_id=school.studio_id, typed_name="Closes", by=school.owner.actor, at=now())
    work()  # everything is exported, everybody is written to
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update privacy_studioclosing set begun_at = begun_at - interval '95 days', destroy_on = destroy_on - 95"
        )
        cursor.execute("update procrastinate_jobs set scheduled_at = now() where status = 'todo'")
    work()

    assert {"people_student", "people_guardian", "people_contact", "billing_credit", "audit_change"} <= named
    assert (tables_with(school), tables_with(live_school)) == (set(), named)
    assert {each.studio_id: books_of(each) for each in (live_school, school)} == before
    assert [each for model, names in clear_words() if has_words(model, names, school) for each in names] == []


def has_words(model: Any, names: list[str], school: School) -> bool:
    """Whether words about anybody stand in a table's rows of a school, or rows that should have gone do."""
    rows = QuerySet(model, using="owner").filter(studio_id=school.studio_id)
    if model._meta.label in STAYS:
        return False
    return (rows if model._meta.label in GOES else rows.exclude(**emptied(model, names))).exists()


def tables_with(school: School) -> set[str]:
    """The tables in which the name stands in any column of any row of a school."""
    found = set()
    with connections["owner"].cursor() as cursor:
        for model in apps.get_models():
            if issubclass(model, StudioOwned):
                table = model._meta.db_table
                cursor.execute(
                    f'select count(*) from "{table}" t where studio_id = %s and t::text ilike %s',
                    [school.studio_id, f"%{NAME}%"],
                )
                found |= {table} if cursor.fetchone()[0] else set()
    return found


def books_of(school: School) -> tuple[int, int, int]:
    """How many lines the ledger has, what they say in all, and how many credits were given."""
    lines = QuerySet(LedgerLine, using="owner").filter(studio_id=school.studio_id)
    amounts = sorted(lines.values_list("amount", flat=True))
    given = QuerySet(Credit, using="owner").filter(studio_id=school.studio_id, amount=4500).count()
    return len(amounts), sum(map(abs, amounts)), given
