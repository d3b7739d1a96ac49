"""What counts as a database that does not answer, and what as an answer."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connections
from psycopg import errors
from psycopg_pool import PoolTimeout

from museminder.foundation.tenancy.silence import drop_dead_connections, is_silent
from tests.schools import School


def wrapped(cause: BaseException, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("as Django says it")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "cause",
    [
        psycopg.OperationalError("the connection is lost"),
        psycopg.InterfaceError("the connection is closed"),
        PoolTimeout("nobody to ask"),
        errors.AdminShutdown("stopped"),
        errors.CrashShutdown("crashed"),
        errors.CannotConnectNow("starting"),
        errors.ConnectionFailure("gone"),
        errors.TooManyConnections("full"),
        errors.ReadOnlySqlTransaction("a copy now"),
    ],
)
def test_it_could_not_be_asked(cause: Exception) -> None:
    assert is_silent(wrapped(cause)) is True


@pytest.mark.parametrize(
    "cause",
    [
        errors.QueryCanceled("took too long"),
        errors.DeadlockDetected("one of two had to give way"),
        errors.InsufficientPrivilege("no"),
        errors.UniqueViolation("there is one"),
    ],
)
def test_it_answered_and_refused(cause: Exception) -> None:
    assert [is_silent(wrapped(cause, DatabaseError)), is_silent(ProgrammingError()), is_silent(None)] == [
        False
    ] * 3


def test_a_dead_connection_is_let_go_and_the_next_one_lives(live_school: School) -> None:
    connection = connections["studio"]
    with connection.cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    drop_dead_connections("studio")

    with connection.cursor() as cursor:
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)
