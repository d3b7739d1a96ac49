"""The way to the public database: no alias of Django's, so no page of a studio ever goes there by mistake."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

COMMERCIAL, PUBLISHER = "public_commercial", "public_publisher"
PATIENCE = 3.0  # seconds to get a connection; whoever waits for a page should not wait longer
SETTINGS = "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=10000"

Connection = psycopg.Connection[Any]


class PublicSilent(Exception):
    """The public database does not answer."""


class _Pools:
    """One pool for each way in; a forked process begins with none."""

    def __init__(self) -> None:
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, ConnectionPool[Connection]] = {}

    def of(self, way: str) -> ConnectionPool[Connection]:
        with self._lock:
            if way not in self._open:
                self._open[way] = ConnectionPool(
                    way,
                    min_size=0,
                    max_size=4,
                    timeout=PATIENCE,
                    open=True,
                    check=ConnectionPool.check_connection,
                    kwargs={"options": SETTINGS, "application_name": "museminder", "connect_timeout": 3},
                )
            return self._open[way]

    def close(self) -> None:
        with self._lock:
            closing, self._open = list(self._open.values()), {}
        for pool in closing:
            pool.close()


_pools = _Pools()


def public_dsn(role: str) -> str:
    """How to sign in to the public database as one of its roles; KeyError when this process has no password for it."""
    return make_conninfo(**settings.PUBLIC_SERVER, user=role, password=settings.PUBLIC_PASSWORDS[role])


@contextmanager
def public_connection(role: str) -> Iterator[Connection]:
    """One transaction in the public database, kept when the block ends well.

    Raises ``PublicSilent`` when the server does not answer, also halfway.
    """
    try:
        with _pools.of(public_dsn(role)).connection() as connection:
            yield connection
    except (PoolTimeout, psycopg.OperationalError) as error:
        raise PublicSilent("The public database does not answer.") from error


def close_public_connections() -> None:
    """Close what waits to be used again, such as before the public database is stopped."""
    _pools.close()
