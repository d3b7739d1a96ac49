"""Attack 9: two studios share one pooled connection, a thousand times, and one dies in the middle."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import Error, connections

from museminder.domain.people.models import Family
from museminder.foundation.tenancy.context import site, studio_context
from museminder.promise.probe.filling import Filled
from tests.databases import TestDatabase

ROUNDS = 1000


@pytest.fixture
def one_connection(live_database: TestDatabase) -> Iterator[None]:
    """The studio site's pool holds a single connection."""
    connection = connections["studio"]
    connection.close()
    connection.close_pool()
    options, kept = connection.settings_dict["OPTIONS"], connection.settings_dict["OPTIONS"]["pool"]
    options["pool"] = {"min_size": 1, "max_size": 1, "timeout": 10}
    yield
    connection.close()
    connection.close_pool()
    options["pool"] = kept


def test_neither_ever_sees_the_other(one_connection: None, ours: Filled, theirs: Filled) -> None:
    seen, backends = {"ours": set(), "theirs": set()}, set()
    for number in range(ROUNDS):
        studio = (ours, theirs)[number % 2]
        names, backend = ask(studio)
        seen[studio.slug] |= names
        backends.add(backend)

    assert seen == {"ours": {"ours"}, "theirs": {"theirs"}}
    assert len(backends) == 1  # it was one connection indeed


def test_one_that_is_killed_leaves_nothing_behind(
    one_connection: None, live_database: TestDatabase, ours: Filled, theirs: Filled
) -> None:
    with pytest.raises(Error):
        die(live_database, ours)
    connections["studio"].close()

    assert after_reconnecting(theirs) == {"theirs"}
    assert after_reconnecting(ours) == {"ours"}


def test_one_that_fails_leaves_no_context(one_connection: None, ours: Filled, theirs: Filled) -> None:
    with pytest.raises(ZeroDivisionError):
        fail(ours)
    with connections["studio"].cursor() as cursor:
        cursor.execute("select current_setting('app.ctx', true), (select count(*) from people_family)")
        assert cursor.fetchone() == ("", 0)
    connections["studio"].close()

    assert ask(theirs)[0] == {"theirs"}


def ask(studio: Filled) -> tuple[set[str], int]:
    """One request: the first word of every family's name, and the backend that answered."""
    with site("studio"), studio_context(studio.owner.secret, studio.slug):
        answer = {name.partition(" ")[0] for name in Family.objects.values_list("name", flat=True)}, backend()
    connections["studio"].close()  # back into the pool
    return answer


def die(database: TestDatabase, studio: Filled) -> None:
    with site("studio"), studio_context(studio.owner.secret, studio.slug):
        kill(database, backend())
        list(Family.objects.all())


def fail(studio: Filled) -> None:
    with site("studio"), studio_context(studio.owner.secret, studio.slug):
        list(Family.objects.all())
        raise ZeroDivisionError


def after_reconnecting(studio: Filled) -> set[str]:
    for _ in range(3):  # the pool notices a dead connection when it hands it out
        try:
            return ask(studio)[0]
        except Error:
            connections["studio"].close()
    raise AssertionError("the pool did not come back")


def backend() -> int:
    with connections["studio"].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cursor.fetchone()[0]


def kill(database: TestDatabase, pid: int) -> None:
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("select pg_terminate_backend(%s, 5000)", [pid])
