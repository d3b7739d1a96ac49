"""What is tried is taken back, and its refusal is told by its code."""

from __future__ import annotations

from museminder.promise.attempting import DENIED, outcome, taken_back
from tests.databases import TestDatabase


def test_a_refusal_is_told_by_its_code(live_database: TestDatabase) -> None:
    assert outcome("operator", "select 1 from people_student") == DENIED
    assert outcome("accounts", "select 1 from identity_account") == ""


def test_nothing_stays(live_database: TestDatabase) -> None:
    with taken_back("owner") as cursor:
        cursor.execute("create table planted (id int)")
    with taken_back("owner") as cursor:
        cursor.execute("select to_regclass('planted')")
        assert cursor.fetchone() == (None,)


def test_what_is_put_off_to_the_end_is_checked(live_database: TestDatabase) -> None:
    deferred = "create table a (id int primary key); create table b (id int references a deferrable initially deferred)"
    assert outcome("owner", "insert into b values (1)", setting=deferred) == "23503"
