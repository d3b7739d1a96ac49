"""A sabotage of the database is done from outside, and known by its name."""

from __future__ import annotations

import psycopg
import pytest

from museminder.promise.mutants.sabotage import by_statement, mutants, register
from tests.databases import TestDatabase


def test_a_statement_is_done_from_outside(live_database: TestDatabase) -> None:
    with by_statement("create table left_behind (id int)")(live_database.superuser_dsn()):
        pass
    with psycopg.connect(live_database.superuser_dsn()) as outside:
        assert outside.execute("select to_regclass('left_behind')").fetchone() == ("left_behind",)


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two sabotages called table-lent"):
        register(mutants()["table-lent"])
