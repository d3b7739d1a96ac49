"""Attack 1: log in as a site and ask without being anybody."""

from __future__ import annotations

import pytest

from museminder.foundation.tenancy.sweep.catalog import read_catalog
from museminder.promise.probe.filling import Filled
from museminder.promise.probe.rows import studio_tables
from museminder.promise.probe.statements import insert_into
from tests.attacks.conftest import Login, enter, refusal

ROLES = ("studio", "member", "worker")


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_seen_or_changed_without_a_context(login: Login, ours: Filled, role: str) -> None:
    connection, tables = login(role), studio_tables(read_catalog(login("owner")), [ours.studio_id])
    reached = [
        statement
        for table in tables
        for statement in (
            f"select 1 from {table.name}",
            f"update {table.name} set id = id",
            f"delete from {table.name}",
        )
        if not refusal(connection, statement) and rows_of(connection, statement)
    ]
    inserted = [
        table.name
        for table in tables
        if refusal(connection, insert_into(table), [table.copies(ours.studio_id, into=ours.studio_id)])
        != "42501"
    ]

    assert len(tables) > 40
    assert (reached, inserted) == ([], [])


def test_the_same_finds_rows_inside_a_context(login: Login, ours: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)

    assert rows_of(connection, "select 1 from people_student") == 1
    assert rows_of(connection, "update people_student set id = id") == 1


@pytest.mark.parametrize("role", ["operator", "accounts"])
def test_other_sites_have_no_studio_table_at_all(login: Login, ours: Filled, role: str) -> None:
    assert refusal(login(role), "select 1 from people_student") == "42501"


def rows_of(connection, statement: str) -> int:
    with connection.transaction(force_rollback=True):
        return connection.execute(statement).rowcount
