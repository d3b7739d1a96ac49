"""Attack 6: write a row into another studio, or move one there."""

from __future__ import annotations

import psycopg
import pytest

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter

POLICY = 'new row violates row-level security policy "studio" for table "people_family"'


def test_a_row_cannot_move_to_another_studio(login: Login, ours: Filled, theirs: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=POLICY):
        connection.execute("update people_family set studio_id = %s", [theirs.studio_id])


def test_a_row_cannot_be_born_in_another_studio(login: Login, ours: Filled, theirs: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=POLICY):
        connection.execute(NEW_FAMILY, [theirs.studio_id])


def test_an_update_of_everything_changes_ones_own_rows_only(
    login: Login, ours: Filled, theirs: Filled
) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)

    assert connection.execute("update people_family set name = 'Taken'").rowcount == 2
    assert connection.execute("delete from people_contact").rowcount == 1
    connection.commit()

    enter(connection, theirs.owner, theirs)
    assert connection.execute("select 1 from people_family where name = 'Taken'").rowcount == 0
    assert connection.execute("select 1 from people_contact").rowcount == 1


def test_a_row_is_born_in_ones_own_studio(login: Login, ours: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)

    assert connection.execute(NEW_FAMILY, [ours.studio_id]).rowcount == 1


NEW_FAMILY = (
    "insert into people_family (studio_id, id, name, name_key, is_active, version) "
    "values (%s, gen_random_uuid(), 'New', 'new', true, 1)"
)
