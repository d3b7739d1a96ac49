"""What is stored, in one figure for each table: counted and added up inside the transaction that is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
from django.db import connections, transaction
from psycopg import sql

from tests.databases import TestDatabase

# A session is written at each request, whatever was asked; a key says that a form was sent, taken or not.
NOT_LOOKED_AT = ("identity_session", "tenancy_idempotencykey", "django_migrations")

State = dict[str, tuple[int, int]]


def install_state(database: TestDatabase) -> None:
    """Let every role of a test's database ask what all tables hold, past row security."""
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as server:
        names = server.execute(
            "select table_name::text from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all(%s) order by 1",
            [list(NOT_LOOKED_AT)],
        ).fetchall()
        each = [
            sql.SQL("select {}, count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from {} t").format(
                sql.Literal(name), sql.Identifier(name)
            )
            for (name,) in names
        ]
        server.execute(
            sql.SQL(
                "create function public.stored_now() returns table (name text, rows bigint, figure numeric)"
                " language sql security definer set search_path = public as $$ {} $$"
            ).format(sql.SQL(" union all ").join(each))
        )


def stored_now(alias: str) -> State:
    """How many rows each table has as this connection sees it, and what they add up to."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select name, rows, figure from public.stored_now()")
        return {name: (rows, figure) for name, rows, figure in cursor.fetchall()}


def changed(before: State, after: State) -> list[str]:
    """The tables that hold something else."""
    return sorted(name for name in after if after[name] != before.get(name))


def refused_at_commit(alias: str) -> str:
    """What the database would refuse at the end of the transaction; empty if it would take it."""
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("set constraints all immediate")
    except Exception as refusal:
        return str(refusal).splitlines()[0]
    return ""


def leave(alias: str) -> None:
    """Forget whose studio the transaction is inside of: a transaction is entered once, and this one goes on."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select set_config('app.ctx', '', true)")


@contextmanager
def undone(*aliases: str) -> Iterator[None]:
    """Whatever happens inside is taken back, whoever commits."""
    with ExitStack() as open_transactions:
        for alias in aliases:
            open_transactions.enter_context(transaction.atomic(using=alias))
        try:
            yield
        finally:
            for alias in aliases:
                transaction.set_rollback(True, using=alias)
