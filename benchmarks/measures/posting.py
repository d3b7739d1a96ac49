"""Posting a month against the bare statements that write the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import psycopg
from django.db import connections

from benchmarks.databases import Databases, close_all
from benchmarks.measuring import Comparison, Figure, Result, Series, in_turn, timed
from benchmarks.people import sign_in
from benchmarks.school.filling import LARGE
from benchmarks.stage import Stage
from museminder.domain.billing.actions.postings import commit_posting, prepare_posting
from museminder.foundation.tenancy.context import site, studio_context
from museminder.primitives import clock
from museminder.primitives.actor import Actor

AIM = 5.0
# Tables with the same columns and indexes; no row security, no references, no rules.
BARE_TABLES = """
  drop schema if exists bare cascade;
  create schema bare;
  create table bare.ledgertransaction (like public.billing_ledgertransaction including defaults including indexes);
  create table bare.ledgerline (like public.billing_ledgerline including defaults including indexes);
  create table bare.charge (like public.billing_charge including defaults including indexes);
"""
BARE_ROWS = (
    """insert into bare.ledgertransaction (studio_id, id, kind, "on", at)
       select studio_id, reserved_ids[2], 'charge', %(on)s, %(at)s from billing_postingrow where posting_id = %(id)s""",
    """insert into bare.ledgerline (studio_id, id, transaction_id, account, family_account_id, amount)
       select r.studio_id, r.reserved_ids[s.place], r.reserved_ids[2], s.account,
         case when s.account = 'receivable' then r.family_account_id end,
         case s.account when 'receivable' then r.amount else -r.amount end
       from billing_postingrow r, (values (3, 'receivable'), (4, 'tuition_income')) as s (place, account)
       where r.posting_id = %(id)s""",
    """insert into bare.charge (studio_id, id, family_account_id, family_ref, transaction_id, kind, source_kind,
         source_id, period, payer_id, student_id, description, parameters, steps, due_on, amount, tax_amount,
         allocated_amount, created_at)
       select r.studio_id, r.reserved_ids[1], r.family_account_id, a.family_id, r.reserved_ids[2], 'tuition',
         r.source_kind, r.source_id, %(period)s, r.payer_id, r.student_id, r.description, r.parameters, r.steps,
         r.due_on, r.amount, r.tax_amount, 0, %(at)s
       from billing_postingrow r
       join billing_familyaccount a on a.studio_id = r.studio_id and a.id = r.family_account_id
       where r.posting_id = %(id)s""",
)


def posting(stage: Stage) -> Iterable[Result]:
    """Every enrollment's month: worked out, then committed once; the commit against three bare INSERT … SELECT."""
    period = stage.on.replace(day=1)
    with stage.databases.working_copy() as name:
        secret = sign_in(name).secrets["studio"]
        prepared: list[UUID] = []
        yield Figure(
            "posting, working the month out",
            timed(lambda: prepared.append(_prepare(secret, period))),
            "s",
            beside=f"{stage.sizes.enrolled:,} enrollments, once",
        )
        sides = _Sides(stage.databases, name, secret, prepared[0], period)
        mine, theirs = in_turn(sides.commit, sides.insert, runs=stage.sizes.long_runs)
        yield Comparison(
            f"posting ({sides.count:,} charges, {sides.count * 4:,} rows)",
            Series("MuseMinder", mine),
            Series("INSERT … SELECT", theirs),
            aim=AIM,
            amount=sides.count,
            unit="charges/s",
        )


def _prepare(secret: str, period: date) -> UUID:
    with site("studio"), studio_context(secret, LARGE) as entry:
        by = Actor(account_id=entry.account_id, name=entry.member_name)
        posting_id: UUID = prepare_posting(period=period, by=by, at=clock.now()).pk
        return posting_id


class _Sides:
    """The two ways of writing the same month, each into tables that do not hold it yet."""

    def __init__(self, databases: Databases, name: str, secret: str, posting_id: UUID, period: date) -> None:
        self.owner_dsn = databases.owner_dsn(name)
        self.superuser_dsn = databases.superuser_dsn(name)
        self.secret, self.posting_id, self.period = secret, posting_id, period
        self.count = 0

    def commit(self) -> float:
        """Post the month as its job does; the commit is part of it."""
        self._take_back()
        at = clock.now()

        def whole() -> None:
            with site("studio"), studio_context(self.secret, LARGE) as entry:
                by = Actor(account_id=entry.account_id, name=entry.member_name)
                commit_posting(posting_id=self.posting_id, on=self.period, by=by, at=at)

        with site("studio"):
            connections["studio"].ensure_connection()
        return timed(whole)

    def insert(self) -> float:
        """Write the same rows with nothing around them."""
        facts = {"id": self.posting_id, "on": self.period, "period": self.period, "at": clock.now()}
        with psycopg.connect(self.superuser_dsn) as connection:
            connection.execute(BARE_TABLES)
            connection.commit()

            def whole() -> None:
                for statement in BARE_ROWS:
                    self.count = connection.execute(statement, facts).rowcount
                connection.commit()

            return timed(whole)

    def _take_back(self) -> None:
        """What an earlier run posted is gone again, and the tables are as compact as before it."""
        close_all()
        with psycopg.connect(self.superuser_dsn, autocommit=True) as connection:
            with connection.transaction():
                connection.execute("set local session_replication_role = replica")
                mine = "(select {} from billing_postingrow where posting_id = %s and state = 'posted')"
                for table, column, ids in (
                    ("billing_charge", "id", "reserved_ids[1]"),
                    ("billing_ledgerline", "transaction_id", "reserved_ids[2]"),
                    ("billing_ledgertransaction", "id", "reserved_ids[2]"),
                ):
                    statement = f"delete from {table} where {column} in {mine.format(ids)}"
                    connection.execute(statement, [self.posting_id])  # type: ignore[arg-type]
                connection.execute(
                    "update billing_postingrow set state = 'ready', charge_id = null where posting_id = %s",
                    [self.posting_id],
                )
                connection.execute(
                    "update billing_posting set state = 'preview', posted_at = null where id = %s",
                    [self.posting_id],
                )
            for table in ("charge", "ledgerline", "ledgertransaction", "postingrow"):
                connection.execute(f"vacuum (full, analyze) billing_{table}")  # type: ignore[arg-type]
