"""What is migrated once is copied for each scratch database, and gone at the end."""

from __future__ import annotations

import psycopg
from django.db import connections

from museminder.foundation.tenancy.models import Studio
from museminder.primitives.clock import now
from museminder.promise.probe import scratch
from museminder.promise.probe.scratch import migrated_once, scratch_database
from tests.databases import TestDatabase, superuser_dsn


def test_each_copy_is_its_own_and_nothing_is_left(live_database: TestDatabase) -> None:
    found = []
    with migrated_once(superuser_dsn()):
        ready = scratch._ready.get()
        assert ready is not None
        ready.name = live_database.name  # one that is migrated already
        for _each in range(2):
            with scratch_database(superuser_dsn()) as name, connections["owner"].cursor() as cursor:
                Studio(slug="a", name="A", opened_at=now()).save(using="owner")
                cursor.execute("select current_database(), count(*) from tenancy_studio")
                found.append((name, cursor.fetchone()))
    with psycopg.connect(superuser_dsn()) as server:
        left = {name for (name,) in server.execute("select datname from pg_database")}

    assert [row for _name, row in found] == [(name, 1) for name, _row in found]
    assert len({name for name, _row in found}) == 2
    assert left & {live_database.name, *(name for name, _row in found)} == set()
