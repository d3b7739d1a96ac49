"""Attack 36: a child is erased, then an older copy of the studios' database is brought back.

The copy is made by the database server itself before the child is erased, and put in place of the other afterwards; the
vault, which no copy of the studios' database holds, stays. Without the replay, the verifier fails.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql

from museminder.cli import __main__ as program
from museminder.domain.people.models import Student, StudentPhotograph
from museminder.domain.privacy.actions.erasures import ask_for_erasure
from museminder.domain.privacy.models import Erasure, PrivacyRequest
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from tests.databases import TestDatabase, close_all, let_in_our_roles_alone, superuser_dsn
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.tuition import enroll, make_plan, priced
from tests.schools import Person, School
from tests.sites.member.billing.paying import work

NAME = "Theodora-Wilhelmina"


@pytest.fixture
def child(live_school: School) -> Student:
    """A child with a birth date, notes, a photograph, a class and a guardian called Maria."""
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        principal = {"is_account_principal": True, "email": "maria@example.com"}
        make_guardian(live_school, family, "Maria", maria, **principal)
        born = now().date().replace(year=2016, day=1)
        child = make_student(live_school, family, NAME, birth_date=born, care_notes="Allergic to bees")
        StudentPhotograph(student=child, picture=b"a picture", width=1, height=1, kept_at=now()).save()
        tomorrow = now() + timedelta(days=1)
        offering = priced(make_offering("Cello", first=tomorrow), make_plan())
        enroll(live_school, child, offering, starts_on=tomorrow.date())
    return child


def erased_by(school: School, maria: Person, child: Student) -> Erasure:
    with school.inside(maria):
        asked = ask_for_erasure(student_id=child.pk, by=maria.actor, at=now())
    work()
    with school.inside(maria):
        return Erasure.objects.get(pk=asked.pk)


def verified() -> int:
    return program.main(["privacy", "verify-erasures"])


def rows_with(database: TestDatabase, word: str) -> list[str]:
    """Tables of the studios' database in which a word stands in any column of any row."""
    found = []
    with psycopg.connect(database.superuser_dsn()) as server:
        tables = server.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        for (table,) in tables:
            asked = sql.SQL("select count(*) from {} t where t::text ilike %s").format(sql.Identifier(table))
            if server.execute(asked, [f"%{word}%"]).fetchone() != (0,):
                found.append(table)
    return sorted(found)


def copied(source: str, to: str) -> None:
    close_all()
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(to)))
        server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [source])
        names = (sql.Identifier(to), sql.Identifier(source))
        server.execute(sql.SQL("create database {} template {}").format(*names))
        let_in_our_roles_alone(server, to)


def test_an_erased_child_stays_erased_after_an_older_copy(
    live_database: TestDatabase, live_school: School, child: Student, mailoutbox: list[Any]
) -> None:
    maria, older = live_school.people[1], f"{live_database.name}_older"
    before = rows_with(live_database, NAME)
    copied(live_database.name, older)
    try:
        done = erased_by(live_school, maria, child)
        after, verified_after = rows_with(live_database, NAME), verified()
        copied(older, live_database.name)
    finally:
        with psycopg.connect(superuser_dsn(), autocommit=True) as server:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(older)))
    restored, verified_restored = rows_with(live_database, NAME), verified()
    with live_school.inside(live_school.owner):
        back = Student.objects.get(pk=child.pk)
        opened = reveal([back], ["birth_date"], purpose=Purpose.LESSON, by=live_school.owner.actor, at=now())
    replayed = program.main(["privacy", "replay-erasures"])
    again, verified_again = rows_with(live_database, NAME), verified()
    mailoutbox.clear()
    work()
    program.main(
        ["privacy", "replay-erasures"]
    )  # nobody is there any more, so nobody is written to once more
    work()
    told = [(letter.to, letter.subject) for letter in mailoutbox if "again" in letter.subject]

    assert told == [(["maria@example.com"], "Clerestory Conservatory: a child was erased again")]
    assert (done.state, done.key_count > 0, done.unreadable_in_backups_on > now().date()) == (
        "done",
        True,
        True,
    )
    assert ("people_student" in before, after, verified_after) == (True, [], 0)
    assert (restored, verified_restored) == (before, 1)
    assert opened == {child.pk: {"birth_date": None}}  # the name is back, what was sealed is not
    assert (replayed, again, verified_again) == (0, [], 0)
    with live_school.inside(live_school.owner):
        assert StudentPhotograph.objects.filter(student=child).count() == 0
        assert PrivacyRequest.objects.filter(student=child, words="").count() == 0  # older than the request
