"""The way to the vault: connections of its own, transactions of its own, never those of a studio's page.

Whatever a page does afterwards, what it wrote down here stays written.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.secrets import vault_passwords

SERVICE, SEQUENCER, AUDITOR = "vault_service", "vault_sequencer", "vault_auditor"
KEEPER = "vault_keeper"  # destroys, rotates and wraps keys anew; jobs and the command line only
KEPT_OPEN = 4  # idle connections of one process
SETTINGS = "-c statement_timeout={} -c idle_in_transaction_session_timeout=60000"


class VaultSilent(Exception):
    """The vault does not answer: nothing that is sealed can be opened now."""


class _Idle:
    """Connections that wait to be used again, by how they were made; a forked process begins with none."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, list[psycopg.Connection[Any]]] = {}
        os.register_at_fork(after_in_child=self._forget)

    def take(self, way: str) -> psycopg.Connection[Any] | None:
        with self._lock:
            waiting = self._waiting.get(way)
            return waiting.pop() if waiting else None

    def put(self, way: str, connection: psycopg.Connection[Any]) -> None:
        with self._lock:
            waiting = self._waiting.setdefault(way, [])
            if len(waiting) < KEPT_OPEN and not connection.closed:
                waiting.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            closing = [each for waiting in self._waiting.values() for each in waiting]
            self._waiting = {}
        for connection in closing:
            with suppress(psycopg.Error):
                connection.close()

    def _forget(self) -> None:
        self._lock = threading.Lock()
        self._waiting = {}


_idle = _Idle()


def vault_dsn(role: str) -> str:
    """How to sign in to the vault as one of its roles."""
    password = vault_passwords(Path(settings.MUSEMINDER_HOME))[role]
    return make_conninfo(**settings.VAULT_SERVER, user=role, password=password)


@contextmanager
def vault_connection(role: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the vault that commits every statement by itself.

    One that waited may have died with the server: it is looked at before it is handed out. Raises ``VaultSilent`` when
    the vault does not answer, also halfway.
    """
    way = f"{role} {settings.VAULT_SERVER}"
    connection = _living(way) or _opened(role)
    try:
        yield connection
    except psycopg.OperationalError as error:
        connection.close()
        raise VaultSilent("The vault does not answer.") from error
    except BaseException:
        connection.close()
        raise
    _idle.put(way, connection)


def close_vault_connections() -> None:
    """Close what waits to be used again, such as before the vault is stopped."""
    _idle.close()


def _living(way: str) -> psycopg.Connection[Any] | None:
    while (connection := _idle.take(way)) is not None:
        if _is_quiet(connection):
            return connection
        connection.close()
    return None


def _is_quiet(connection: psycopg.Connection[Any]) -> bool:
    """A server that went away has said so: there is something to read. Asking it would be a way there and back."""
    try:
        readable, _, _ = select.select([connection.fileno()], [], [], 0)
    except (psycopg.Error, OSError, ValueError):
        return False
    return not readable


def _opened(role: str) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(
            vault_dsn(role),
            autocommit=True,
            connect_timeout=settings.VAULT_PATIENCE,
            options=SETTINGS.format(settings.VAULT_PATIENCE * 3000),
            application_name="museminder",
        )
    except psycopg.OperationalError as error:
        raise VaultSilent("The vault does not answer.") from error


def vault_answers() -> bool:
    """Whether the vault can be asked just now."""
    try:
        with vault_connection(SERVICE) as connection:
            connection.execute("select 1")
    except (VaultSilent, psycopg.Error):
        return False
    return True
