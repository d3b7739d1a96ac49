"""An unsafe installation is refused with a sentence for each fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from museminder.cli.check import faults_of_version

PROJECT = Path(__file__).parents[2]


def check(*words: str, **said: str) -> tuple[int, list[str]]:
    quiet = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MUSEMINDER_", "DATABASE_", "VAULT_", "PUBLIC_"))
    }
    command = [sys.executable, "-m", "museminder.cli", "check", "--json", *words]
    done = subprocess.run(
        command, cwd=PROJECT, env=quiet | said, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, json.loads(done.stdout)["faults"]


@pytest.mark.parametrize(
    ("version", "faults"),
    [
        (140020, ["PostgreSQL 14 is too old: 15 or newer is needed."]),
        (150014, ["PostgreSQL 15.14 has known weaknesses: install its newest minor version."]),
        (150015, []),
        (180000, ["PostgreSQL 18.0 has known weaknesses: install its newest minor version."]),
        (180006, []),
        (190000, []),
    ],
)
def test_server_version_is_judged(version: int, faults: list[str]) -> None:
    assert list(faults_of_version(version)) == faults


def test_production_without_a_server_is_refused(tmp_path: Path) -> None:
    assert check("--deploy", MUSEMINDER_HOME=str(tmp_path)) == (1, ["DATABASE_URL is needed in production"])


def test_production_whose_way_to_the_database_is_not_verified_is_refused(tmp_path: Path) -> None:
    code, faults = check(
        "--deploy",
        MUSEMINDER_HOME=str(tmp_path),
        DATABASE_URL="postgresql://127.0.0.1:1/museminder?sslmode=require&connect_timeout=1",
        VAULT_DATABASE_URL="postgresql://127.0.0.1:1/vault?sslmode=require",
        PUBLIC_DATABASE_URL="postgresql://127.0.0.1:1/public?sslmode=require",
        MUSEMINDER_SECRET_KEY="k7" * 5 + "Qx9-vM2_" * 6,
        MUSEMINDER_HOSTS="a.example,b.example,c.example,d.example",
        MUSEMINDER_MAIL_URL="smtp://localhost",
        MUSEMINDER_MAIL_FROM="school@a.example",
    )

    unverified = [fault for fault in faults if "sslmode=verify-full" in fault]
    assert (code, len(unverified)) == (1, 10)
    assert [fault.split(":")[0] for fault in faults if "does not answer" in fault] == [
        "The database does not answer",
        "The vault does not answer",
        "The public database does not answer",
    ]
    assert [fault for fault in faults if fault.startswith("vault: it shares a cluster")] != []
