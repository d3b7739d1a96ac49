"""The database of a laptop, from the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from museminder.foundation.embedded.clusters import PUBLIC, VAULT
from museminder.foundation.embedded.postgres import Embedded

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    for cluster in (Embedded(tmp_path), Embedded(tmp_path, VAULT), Embedded(tmp_path, PUBLIC)):
        cluster.stop()
        shutil.rmtree(cluster.place.cluster, ignore_errors=True)
        shutil.rmtree(cluster.socket_directory, ignore_errors=True)


def database(home: Path, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "museminder.cli", "database", *words]
    said = os.environ | {"MUSEMINDER_HOME": str(home), "MUSEMINDER_DATABASE": "museminder"}
    for name in ("DATABASE_URL", "VAULT_DATABASE_URL", "PUBLIC_DATABASE_URL"):
        said.pop(name, None)
    done = subprocess.run(
        command, cwd=PROJECT, env=said, capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def test_start_status_stop(home: Path) -> None:
    before = database(home, "status")[0]
    started = database(home, "start")[0]
    running = database(home, "status", "--json")
    stopped = database(home, "stop")[0]
    after = database(home, "status")[0]

    assert (before, started, running[0], stopped, after) == (1, 0, 0, 0, 1)
    found = json.loads(running[1])
    assert (found["running"], [each["running"] for each in found["clusters"]]) == (True, [True] * 3)
    folders = {each["data"] for each in found["clusters"]} | {
        each["socket_directory"] for each in found["clusters"]
    }
    assert len(folders) == 6


@pytest.mark.slow
def test_migrate_makes_every_role_and_table_and_again_changes_nothing(home: Path) -> None:
    database(home, "start")
    first = database(home, "migrate")
    second = database(home, "migrate")
    owner = database(home, "dsn")[1].strip()

    assert (first, second) == ((0, "The database is up to date.\n"),) * 2
    with psycopg.connect(owner) as connection:
        reading = "select has_table_privilege(%s, 'people_family', 'select')"
        allowed = [connection.execute(reading, [role]).fetchone()[0] for role in ("studio", "commercial")]
        bypassing = connection.execute(
            "select rolname from pg_roles where rolbypassrls order by 1"
        ).fetchall()
    assert allowed == [True, False]
    assert [name for (name,) in bypassing] == ["ctx", "owner", "postgres"]


def test_migrate_without_a_running_database_says_so(home: Path) -> None:
    database(home, "start")
    database(home, "stop")

    code, said = database(home, "migrate")

    assert (code, said.startswith("The database does not answer: ")) == (1, True)
