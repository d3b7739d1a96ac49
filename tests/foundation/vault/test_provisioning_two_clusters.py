"""Two real clusters: what opens sealed values is in neither folder nor server of the studios."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from museminder.foundation.embedded.clusters import VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import secret, vault_passwords
from museminder.foundation.embedded.servers import VAULT_DATABASE
from museminder.foundation.vault.access_log.sequencing import LOG_KEY, sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.connecting import VaultSilent, close_vault_connections
from museminder.foundation.vault.provisioning import provision_vault, vault_is_provisioned
from tests.foundation.vault.entries import an_entry, entries

pytestmark = pytest.mark.slow


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Embedded, Embedded]]:
    clusters = Embedded(tmp_path), Embedded(tmp_path, VAULT)
    yield clusters
    for cluster in clusters:
        cluster.stop()
        shutil.rmtree(cluster.place.cluster, ignore_errors=True)
        shutil.rmtree(cluster.socket_directory, ignore_errors=True)


def test_the_vault_is_another_server_and_goes_on_and_off_by_itself(
    both: tuple[Embedded, Embedded], monkeypatch: pytest.MonkeyPatch
) -> None:
    studios, vault = both
    for cluster in both:
        cluster.start()
    asked = (vault.dsn(), VAULT_DATABASE, vault_passwords(vault.home))
    before = vault_is_provisioned(*asked)
    provision_vault(*asked, secret(vault.home, LOG_KEY))
    studios.stop()
    there = {"host": str(vault.socket_directory), "dbname": VAULT_DATABASE}
    monkeypatch.setattr(settings, "MUSEMINDER_HOME", vault.home)
    monkeypatch.setattr(settings, "VAULT_SERVER", there)
    entries(3)
    sequence_waiting()
    verified = verify()
    vault.stop()
    with pytest.raises(VaultSilent):
        an_entry(3)
    vault.start()
    close_vault_connections()

    assert (before, vault_is_provisioned(*asked)) == (False, True)
    assert (verified.entries, verified.fault, verify().entries) == (3, None, 3)
    assert studios.status().running is False


def test_a_login_of_the_vault_opens_nothing_on_the_studios_server(both: tuple[Embedded, Embedded]) -> None:
    studios, vault = both
    studios.start()
    password = vault_passwords(vault.home)["vault_service"]

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(studios.dsn("vault_service", password))
