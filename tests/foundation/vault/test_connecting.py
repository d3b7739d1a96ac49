"""Connections to the vault: kept for the next page, tried before they are used, silent when it is."""

from __future__ import annotations

import psycopg
import pytest
from django.conf import settings

from museminder.foundation.vault.connecting import SERVICE, VaultSilent, vault_connection
from tests.vaults import Vault

PID = "select pg_backend_pid()"


def backend() -> int:
    with vault_connection(SERVICE) as connection:
        return connection.execute(PID).fetchone()[0]  # type: ignore[index]


def test_a_connection_is_used_again(vault: Vault) -> None:
    assert backend() == backend()


def test_two_at_once_are_two_connections(vault: Vault) -> None:
    with vault_connection(SERVICE), vault_connection(SERVICE) as second:
        first_again = backend()
        assert second.info.backend_pid != first_again


def test_one_that_died_while_it_waited_is_replaced(vault: Vault) -> None:
    died = backend()
    vault.do("select pg_terminate_backend(%s, 5000)", [died])

    assert backend() != died


def test_one_that_dies_in_use_is_silence_and_not_kept(vault: Vault) -> None:
    with pytest.raises(VaultSilent), vault_connection(SERVICE) as connection:
        connection.execute("select pg_terminate_backend(pg_backend_pid())")
    assert backend() > 0


def test_an_error_of_the_statement_stays_what_it_is(vault: Vault) -> None:
    with pytest.raises(psycopg.errors.UndefinedTable), vault_connection(SERVICE) as connection:
        connection.execute("select * from nothing")


def test_a_vault_that_is_not_there_is_silence(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VAULT_SERVER", {"host": "/nonexistent", "dbname": "none"})
    with pytest.raises(VaultSilent, match="does not answer"):
        backend()
