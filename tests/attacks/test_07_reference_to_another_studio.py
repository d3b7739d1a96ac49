"""Attack 7: point a row at another studio's row, and learn from the error whether it exists."""

from __future__ import annotations

import re
import uuid

import psycopg
import pytest

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter

POINT = "update people_guardianship set student_id = %s"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def test_it_is_refused_in_the_words_used_for_a_random_id(login: Login, ours: Filled, theirs: Filled) -> None:
    connection = login("studio")
    real = told(connection, ours, theirs.rows["people.Student"].pk)
    random = told(connection, ours, uuid.uuid4())

    assert real == random
    assert real.startswith('insert or update on table "people_guardianship" violates foreign key')


def test_a_unique_key_says_nothing_about_another_studio(login: Login, ours: Filled, theirs: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)
    number = theirs.rows["billing.Invoice"].number

    assert connection.execute("update billing_invoice set number = %s", [number]).rowcount == 1
    with pytest.raises(psycopg.errors.UniqueViolation):  # in one's own studio it does
        connection.execute(
            "insert into tenancy_idempotencykey (studio_id, id, key, account_id, fingerprint, location, created_at) "
            "select studio_id, gen_random_uuid(), key, account_id, fingerprint, location, created_at "
            "from tenancy_idempotencykey"
        )


def test_ones_own_row_is_accepted(login: Login, ours: Filled) -> None:
    connection = login("studio")
    enter(connection, ours.owner, ours)
    connection.execute(POINT, [uuid.uuid4()])
    connection.execute(POINT, [ours.rows["people.Student"].pk])

    connection.execute("set constraints all immediate")


def told(connection, ours: Filled, student: uuid.UUID) -> str:
    enter(connection, ours.owner, ours)
    connection.execute(POINT, [student])
    with pytest.raises(psycopg.errors.ForeignKeyViolation) as refusal:
        connection.execute("set constraints all immediate")
    connection.rollback()
    return ID.sub("…", str(refusal.value))
