"""`museminder isolation` as somebody types it: the figures of both commands, and their exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from museminder.promise.probe.attempts import CASES, VERBS
from museminder.promise.probe.probing import ROLES
from tests.databases import TestDatabase, superuser_dsn

PROJECT = Path(__file__).parents[2]


@pytest.mark.slow
def test_probe_shows_that_nothing_crosses_between_two_studios(database: TestDatabase) -> None:
    code, told = isolation("probe")

    assert (told["crossed"], told["without_twin"], told["not_shown"]) == ([], [], [])
    assert code == 0
    assert (told["verbs"], told["cases"], told["roles"]) == (len(VERBS), len(CASES), len(ROLES))
    assert told["statements"] == told["tables"] * told["verbs"] * told["cases"] * told["roles"]
    assert told["attempts"] == told["statements"] + told["references"] + told["requests"]
    assert told["twins"] == told["attempts"]
    assert told["tables"] > 50
    assert told["requests"] > told["addresses"] > 100
    left, until = scratch_databases(), time.monotonic() + 180
    while left and time.monotonic() < until:  # another process's tests may be probing at the same time
        time.sleep(1)
        left &= scratch_databases()
    assert left == set()


def scratch_databases() -> set[str]:
    with psycopg.connect(superuser_dsn()) as server:
        found = server.execute(r"select datname from pg_database where datname like 'probe\_%'")
        return {name for (name,) in found}


def test_sweep_ends_with_what_it_found(live_database: TestDatabase) -> None:
    assert isolation("sweep", MUSEMINDER_DATABASE=live_database.name) == (0, {"findings": []})
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("drop policy studio on people_student")

    code, told = isolation("sweep", MUSEMINDER_DATABASE=live_database.name)

    assert (code, [(found["kind"], found["object"]) for found in told["findings"]]) == (
        1,
        [("studio-rule", "people_student")],
    )


def test_sweep_of_no_database_says_so(database: TestDatabase) -> None:
    done = run("sweep", MUSEMINDER_DATABASE="nowhere_to_be_found")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database does not answer: ")


def isolation(verb: str, **said: str) -> tuple[int, dict]:
    done = run(verb, **said)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def run(verb: str, **said: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "museminder.cli", "isolation", verb, "--json"]
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=surroundings | said,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
