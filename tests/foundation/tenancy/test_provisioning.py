"""The roles and the database are made once; doing it again changes nothing but the passwords."""

from __future__ import annotations

import uuid

import psycopg
import pytest
from django.conf import settings

from museminder.foundation.embedded.secrets import role_passwords
from museminder.foundation.tenancy.provisioning import (
    EXTENSIONS,
    SERVING_ROLES,
    make_signing_key,
    provision,
)
from museminder.foundation.tenancy.sweep.catalog import read_catalog
from tests import databases
from tests.databases import TestDatabase, superuser_dsn


def test_a_database_is_made_once(database: TestDatabase) -> None:
    name = f"test_{uuid.uuid4().hex[:12]}"
    passwords = role_passwords(settings.MUSEMINDER_HOME)
    try:
        provision(superuser_dsn(name), name, passwords)  # an address of what is not there yet will do
        with psycopg.connect(superuser_dsn(name)) as made:
            before = read_catalog(made)
            extensions = {row[0] for row in made.execute("select extname::text from pg_extension")}
        provision(superuser_dsn(name), name, passwords)
        with psycopg.connect(superuser_dsn(name)) as made:
            after = read_catalog(made)
    finally:
        databases._drop(name)

    assert set(EXTENSIONS) <= extensions
    assert after == before


def test_serving_roles_have_no_power_and_own_nothing(database: TestDatabase) -> None:
    with psycopg.connect(database.superuser_dsn()) as outside:
        catalog = read_catalog(outside)

    assert {
        role.name: (role.powers, role.member_of) for role in catalog.roles if role.name in SERVING_ROLES
    } == {name: ([], []) for name in SERVING_ROLES}
    assert {relation.owner for relation in catalog.relations} & set(SERVING_ROLES) == set()


@pytest.mark.parametrize("role", SERVING_ROLES)
def test_a_serving_role_makes_nothing(database: TestDatabase, role: str) -> None:
    for statement in ("create table mine (id int)", "create temp table mine (id int)", "create schema mine"):
        with (
            psycopg.connect(database.role_dsn(role)) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)


def test_the_signing_key_is_made_once(live_database: TestDatabase) -> None:
    question = "select inner_pad, outer_pad from sec.signing_key"
    with psycopg.connect(live_database.superuser_dsn()) as outside:
        before = outside.execute(question).fetchall()
        make_signing_key(live_database.role_dsn("owner"))

        assert outside.execute(question).fetchall() == before
        assert [len(pad) for pad in before[0]] == [64, 64]
