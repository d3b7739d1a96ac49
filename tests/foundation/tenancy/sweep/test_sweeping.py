"""The sweep finds nothing in a database as migrated, and each thing that is broken from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from museminder.foundation.tenancy.provisioning import SERVING_ROLES
from museminder.foundation.tenancy.sweep import NotClean, refuse_unless_clean, sweep
from tests.databases import TestDatabase

BREAKS = {
    "row security off": ("alter table people_student disable row level security", "row-security"),
    "row security not forced": ("alter table people_student no force row level security", "row-security"),
    "one policy dropped": ("drop policy people_student_studio on people_student", "policy"),
    "the studio rule dropped": ("drop policy studio on people_student", "studio-rule"),
    "the studio rule widened": ("alter policy studio on people_student using (true)", "studio-rule"),
    "the studio rule for one role only": ("alter policy studio on people_student to member", "studio-rule"),
    "the custody rule dropped": ("drop policy people_student_custody on people_student", "policy"),
    "a condition widened": (
        "alter policy people_family_member on people_family using (id is not null)",
        "policy",
    ),
    "a careless policy": ("create policy easy on people_student using (true)", "policy"),
    "a grant revoked": ("revoke select on people_student from studio", "grant"),
    "a grant too many": ("grant select on billing_gatewayaccount to member", "grant"),
    "a grant on one column": ("grant select (amount) on billing_allocation to member", "grant"),
    "a grant to everybody": ("grant select on people_student to public", "grant"),
    "truncate": ("grant truncate on people_student to studio", "grant"),
    "a global table opened": ("grant select on identity_session to studio", "grant"),
    "the queue opened to jobs": ("grant select on procrastinate_jobs to worker", "grant"),
    "a job marked by jobs": ("grant update (status) on procrastinate_jobs to worker", "grant"),
    "numbering the queue's jobs": ("grant usage on sequence procrastinate_jobs_id_seq to worker", "grant"),
    "jobs that claim jobs": ("grant execute on function sec.claim_job(bigint) to worker", "function"),
    "the queue with its owner's rights": (
        "alter function procrastinate_fetch_job_v2(varchar[], bigint) security definer",
        "function",
    ),
    "a key of the context read": ("grant select on sec.signing_key to studio", "grant"),
    "counting the studios": ("grant select on sequence tenancy_studio_id_seq to studio", "grant"),
    "making tables": ("grant create on schema public to studio", "grant"),
    "temporary tables": (
        "do $$ begin execute format('grant temp on database %I to studio', current_database()); end $$",
        "grant",
    ),
    "signing for oneself": ("grant execute on function sec.sign(text) to studio", "function"),
    "the context for everybody": (
        "grant execute on function sec.begin_ctx(text, text) to public",
        "function",
    ),
    "no pinned search path": ("alter function sec.part(int) reset search_path", "function"),
    "another owner's rights": (
        """create function sec.peek() returns bigint language sql security definer
        set search_path = pg_catalog, pg_temp as 'select count(*) from public.people_student'""",
        "function",
    ),
    "a definer outside sec": (
        "create function public.peek() returns int language sql security definer as 'select 1'",
        "function",
    ),
    "a view with its owner's rights": ("create view peek as select * from people_student", "view"),
    "a materialized view": ("create materialized view peek as select * from people_student", "view"),
    "a table nobody knows": ("create table notes (id int primary key, text text)", "global-table"),
    "a studio's table without a model": (
        "create table notes (studio_id bigint, id uuid, primary key (studio_id, id))",
        "table",
    ),
    "a partitioned table": ("create table notes (studio_id bigint) partition by list (studio_id)", "table"),
    "a single-column primary key": (
        "alter table attendance_makeupcredit drop constraint attendance_makeupcredit_pkey, add primary key (id)",
        "key",
    ),
    "a unique key across studios": ("create unique index across on billing_invoice (number)", "index"),
    "a unique constraint across studios": ("alter table billing_invoice add unique (number)", "key"),
    "an exclusion across studios": (
        "alter table courses_season add exclude using gist (daterange(starts_on, until) with &&)",
        "key",
    ),
    "a reference that leaves the studio": (
        """create unique index one on people_family (id);
        alter table people_guardian add foreign key (family_id) references people_family (id)""",
        "foreign-key",
    ),
    "a reference never checked": (
        """alter table people_guardian add constraint unchecked foreign key (studio_id, family_id)
        references people_family (studio_id, id) not valid""",
        "foreign-key",
    ),
    "a global table that points into studios": (
        """alter table identity_limit add column s bigint, add column f uuid,
        add foreign key (s, f) references people_family (studio_id, id)""",
        "foreign-key",
    ),
    "a serving role with more power": ("alter role studio bypassrls", "role"),
    "a serving role in another": ("grant worker to studio", "role"),
    "a stranger in a serving role": ("create role stranger; grant worker to stranger", "role"),
    "a context owner that logs in": ("alter role ctx login", "role"),
    "a table of a serving role": ("alter table people_contact owner to studio", "role"),
}


@pytest.fixture
def outside(database: TestDatabase) -> Iterator[psycopg.Connection]:
    """The server's own superuser; what it breaks is whole again at the end."""
    with psycopg.connect(database.superuser_dsn()) as connection:
        yield connection
        connection.rollback()


def test_a_migrated_database_is_clean_for_whoever_looks(database: TestDatabase) -> None:
    for role in SERVING_ROLES:
        with psycopg.connect(database.role_dsn(role)) as connection:
            assert sweep(connection) == []


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_from_outside_is_found(outside: psycopg.Connection, name: str) -> None:
    statement, kind = BREAKS[name]
    outside.execute(statement)

    assert kind in {finding.kind for finding in sweep(outside)}


def test_a_reference_that_was_dropped_is_missed(outside: psycopg.Connection) -> None:
    [name] = outside.execute(
        "select conname from pg_constraint where conrelid = 'people_guardian'::regclass "
        "and confrelid = 'people_family'::regclass"
    ).fetchone()
    outside.execute(f'alter table people_guardian drop constraint "{name}"')

    assert [finding.object for finding in sweep(outside)] == ["people_guardian"]


def test_findings_name_the_table_and_say_what_is_wrong(outside: psycopg.Connection) -> None:
    outside.execute("drop policy studio on people_student")

    [finding] = sweep(outside)

    assert str(finding) == "people_student: the rule that keeps studios apart is missing"


def test_a_clean_database_is_served(database: TestDatabase) -> None:
    started = time.perf_counter()

    refuse_unless_clean()

    assert time.perf_counter() - started < 5  # 0.2 s on an idle machine


def test_a_broken_database_is_not_served(
    live_database: TestDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("revoke select on people_student from studio")

    with pytest.raises(NotClean) as refusal:
        refuse_unless_clean()

    assert refusal.value.code == 1
    said = capsys.readouterr().err.splitlines()
    assert "people_student: studio should be allowed to SELECT and is not" in said
    assert connections["studio"].connection is None
