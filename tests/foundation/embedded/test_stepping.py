"""A database made by numbered steps; the vault's and the public one have tests of their own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from museminder.foundation.embedded.stepping import Stepped
from tests.databases import TestDatabase, superuser_dsn

WORDS = {"stepping_owner": "one", "stepping_reader": "two"}


@pytest.fixture
def made(database: TestDatabase, tmp_path: Path) -> Iterator[tuple[Stepped, str]]:
    """What is to be made, and the name of a database that is gone afterwards."""
    (tmp_path / "0001_first.sql").write_text("create table first (id int)")
    (tmp_path / "0002_second.sql").write_text("create table second (id int)")
    stepped = Stepped("test", tuple(WORDS), "stepping_owner", tmp_path, "steps", 4799)
    name = f"stepping_{secrets.token_hex(4)}"
    yield stepped, name
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        for role in WORDS:
            server.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(role)))


def grant_the_owner(connection: psycopg.Connection) -> None:
    connection.execute("grant usage, create on schema public to stepping_owner")


def test_each_step_is_taken_once_and_a_new_one_later(made: tuple[Stepped, str]) -> None:
    stepped, name = made
    for mark in ("a", "b"):
        stepped.provision(superuser_dsn(), name, WORDS, mark=mark, before=grant_the_owner)
    (stepped.steps / "0003_third.sql").write_text("create table third (id int)")

    assert stepped.waiting(superuser_dsn(name)) == ["0003_third"]
    stepped.provision(superuser_dsn(), name, WORDS, mark="c", before=grant_the_owner)
    assert stepped.waiting(superuser_dsn(name)) == []
    assert [stepped.is_marked(superuser_dsn(), name, mark=mark) for mark in "abc"] == [False, False, True]


def test_a_step_that_fails_leaves_none_of_that_run(made: tuple[Stepped, str]) -> None:
    stepped, name = made
    (stepped.steps / "0002_second.sql").write_text("create table second (id nothing_of_the_kind)")
    with pytest.raises(psycopg.errors.UndefinedObject):
        stepped.provision(superuser_dsn(), name, WORDS, mark="a", before=grant_the_owner)

    with psycopg.connect(superuser_dsn(name)) as connection:
        assert connection.execute("select to_regclass('public.first')").fetchone() == (None,)
    assert not stepped.is_marked(superuser_dsn(), name, mark="a")


def test_a_mark_says_what_was_made(made: tuple[Stepped, str]) -> None:
    stepped, name = made
    before = stepped.mark(b"lists")
    (stepped.steps / "0002_second.sql").write_text("-- nothing any more")

    assert len({before, stepped.mark(b"lists"), stepped.mark(b"others")}) == 3
    assert not stepped.is_marked(superuser_dsn(), name, mark=before)
