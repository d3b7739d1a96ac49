"""Two real clusters: what opens sealed values is in neither folder nor server of the studios."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from museminder.foundation.embedded.clusters import VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import secret, vault_passwords
from museminder.foundation.embedded.servers import VAULT_DATABASE
from museminder.foundation.vault.access_log.sequencing import LOG_KEY
from museminder.foundation.vault.provisioning import provision_vault, vault_is_provisioned

PROJECT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Embedded, Embedded]]:
    clusters = Embedded(tmp_path), Embedded(tmp_path, VAULT)
    yield clusters
    for cluster in clusters:
        cluster.stop()
        shutil.rmtree(cluster.place.cluster, ignore_errors=True)
        shutil.rmtree(cluster.socket_directory, ignore_errors=True)


def command(home: Path, *words: str) -> tuple[int, str]:
    said = os.environ | {"MUSEMINDER_HOME": str(home)}
    for name in ("DATABASE_URL", "VAULT_DATABASE_URL", "MUSEMINDER_DATABASE"):
        said.pop(name, None)
    run = [sys.executable, "-m", "museminder.cli", *words]
    done = subprocess.run(
        run, cwd=PROJECT, env=said, capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def test_the_vault_is_another_server_and_goes_on_and_off_by_itself(both: tuple[Embedded, Embedded]) -> None:
    studios, vault = both
    for cluster in both:
        cluster.start()
    passwords = vault_passwords(vault.home)
    asked = (vault.dsn(), VAULT_DATABASE, passwords)
    before = vault_is_provisioned(*asked)
    provision_vault(*asked, secret(vault.home, LOG_KEY))
    verified = command(vault.home, "access-log", "verify")
    studios.stop()

    assert (before, vault_is_provisioned(*asked), vault.status().running) == (False, True, True)
    assert (verified[0], verified[1].splitlines()[-1]) == (
        0,
        "Every entry is as it was written, in the order it was written.",
    )
    assert studios.place.data != vault.place.data
    with psycopg.connect(vault.dsn("vault_service", db=VAULT_DATABASE)) as connection:
        assert connection.execute("select count(*) from access_log.entry").fetchone() == (0,)
    way = conninfo_to_dict(vault.dsn("vault_service", db="postgres")) | {
        "host": str(studios.socket_directory)
    }
    studios.start()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(make_conninfo(**way))


def test_a_vault_that_is_stopped_is_said_to_be(both: tuple[Embedded, Embedded]) -> None:
    code, said = command(both[1].home, "access-log", "verify")

    assert (code, said) == (1, "The vault does not answer. Start it: museminder database start\n")
