"""Every benchmark still runs, on tiny data. Never how fast: that is for a quiet machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from benchmarks.databases import Databases, NotOurs
from benchmarks.known import BENCHMARKS
from benchmarks.sizes import QUICK
from museminder.foundation.embedded.postgres import Embedded
from tests.databases import TestDatabase, _template_name, superuser_dsn

# The calendar and the family list are measured by the code of the member home; their pages are asked by `statements`.
SAME_AS_HOME = {"calendar", "families"}

pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="bin/bench measures the embedded database, and no other"
)


def bench(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name != "VAULT_DATABASE_URL"}
    known |= {"MUSEMINDER_HOME": str(settings.MUSEMINDER_HOME)} | environment
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(
        command, cwd=settings.PROJECT, env=known, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.slow
def test_every_benchmark_runs_and_tells_both_figures(database: TestDatabase) -> None:
    names = [name for name in BENCHMARKS if name not in SAME_AS_HOME]
    done = bench("--quick", "--json", "--migrated", _template_name(), *names)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert list(told["results"]) == names
    assert {"processors", "PostgreSQL", "load"} <= set(told["machine"])
    everything = [one for found in told["results"].values() for one in found]
    compared = [one for one in everything if "ratio" in one]
    assert {one["other"]["name"] for one in compared} == {
        *("bare page", "off", "without", "COPY", "Typst alone", "INSERT … SELECT", "INSERT, no index"),
    }
    assert all(one["ours"]["median"] > 0 and one["other"]["median"] > 0 for one in compared)
    assert all(one["value"] > 0 for one in everything if "value" in one)


def test_an_unknown_name_is_told_and_measures_nothing() -> None:
    done = bench("speed")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == f"Not measured: speed. There are: {', '.join(BENCHMARKS)}."


def test_a_server_that_is_named_is_never_measured() -> None:
    done = bench("home", DATABASE_URL="postgresql://db.example/museminder")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("bin/bench measures its own embedded database; DATABASE_URL names another.")


def test_a_database_that_was_not_made_by_it_is_left_alone(database: TestDatabase) -> None:
    databases = Databases(Embedded(settings.MUSEMINDER_HOME), replace(QUICK, name="stranger"))
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute(f"create database {databases.main}")
        try:
            with pytest.raises(NotOurs, match="was not made by bin/bench"):
                databases.prepare(on=date(2026, 5, 20), fresh=True)
            kept = server.execute("select 1 from pg_database where datname = %s", [databases.main]).fetchone()
        finally:
            server.execute(f"drop database {databases.main}")
    assert kept == (1,)


def test_the_command_is_there() -> None:
    assert os.access(Path(settings.PROJECT, "bin/bench"), os.X_OK)
