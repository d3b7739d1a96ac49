"""The probe is red for each thing that is taken away from outside; `tests/cli/test_isolation.py` has it green."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connections

from museminder.promise.probe.probing import Probed, probe, probe_here
from tests.databases import TestDatabase, superuser_dsn

pytestmark = pytest.mark.slow

# What is done from outside, and what the probe must then say by itself, besides the sweep.
MUTANTS = {
    "one policy": ("drop policy people_family_studio on people_family", "alone"),
    "one restrictive rule": ("drop policy studio on people_family", "crossed"),
    "one grant": ("revoke select on people_family from studio", "alone"),
    "a careless policy and an open rule": (
        """alter policy studio on people_contact using (true) with check (true);
        create policy careless on people_contact using (true)""",
        "crossed",
    ),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_what_is_taken_away_from_outside_turns_it_red(live_database: TestDatabase, name: str) -> None:
    statement, expected = MUTANTS[name]
    _from_outside(live_database, statement)

    probed = probe_here(with_pages=False)

    assert (probed.good, bool(probed.problems)) == (False, True)
    assert len(getattr(probed, expected)) > 0


def test_a_reference_that_was_dropped_turns_it_red(live_database: TestDatabase) -> None:
    with psycopg.connect(live_database.superuser_dsn()) as outside:
        [name] = outside.execute(
            "select conname from pg_constraint where conrelid = 'people_household'::regclass "
            "and confrelid = 'people_family'::regclass"
        ).fetchone()
        outside.execute(f'alter table people_household drop constraint "{name}"')

    probed = probe_here(with_pages=False)

    assert [attempt.where for attempt in probed.crossed] == ["people_household.family_id"]


def test_a_careless_permissive_policy_alone_crosses_nothing(live_database: TestDatabase) -> None:
    _from_outside(live_database, "create policy careless on people_contact using (true)")

    probed = probe_here(with_pages=False)

    assert probed.crossed == []
    assert probed.problems == ["people_contact: nobody declared its policy careless"]


def test_the_scratch_database_is_gone_afterwards(
    live_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []

    def stop() -> Probed:
        names.append(connections["owner"].settings_dict["NAME"])  # others may probe at the same time
        raise RuntimeError("enough")

    monkeypatch.setattr("museminder.promise.probe.probing.probe_here", stop)

    with pytest.raises(RuntimeError, match="enough"):
        probe(superuser_dsn())

    with psycopg.connect(superuser_dsn()) as server:
        left = {name for (name,) in server.execute("select datname from pg_database")}
    assert len(names) == 1
    assert {name for name in left if name.startswith(names[0])} == set()


def _from_outside(database: TestDatabase, statement: str) -> None:
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as outside:
        outside.execute(statement)
