"""When the studios' database does not answer: a server was lost, is being replaced, or only reads for a moment."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import psycopg
from django.db import connections
from psycopg_pool import PoolTimeout

# PostgreSQL's own codes: connection lost; stopped, crashed or still starting; too many connections; and the two that a
# server answers with when it has become a copy of another, which only reads.
_CLASSES = ("08",)
_CODES = frozenset({"57P01", "57P02", "57P03", "53300", "25006"})


def is_silent(error: BaseException | None) -> bool:
    """Whether this error says that the database could not be asked, as against: it answered, and refused.

    What was being kept is then either whole or not there at all; which of the two is not known.
    """
    while error is not None:
        if isinstance(error, PoolTimeout):
            return True
        if isinstance(
            error, psycopg.OperationalError | psycopg.InterfaceError | psycopg.errors.ReadOnlySqlTransaction
        ):
            return error.sqlstate is None or error.sqlstate in _CODES or error.sqlstate.startswith(_CLASSES)
        error = error.__cause__
    return False


def drop_dead_connections(alias: str) -> None:
    """Let go of the connections of this alias that a lost server left behind, those that wait in its pool included."""
    connection: Any = connections[alias]
    with suppress(Exception):  # a dead connection cannot even say that it ends
        connection.close()
    pool = connection.pool if connection.settings_dict["OPTIONS"].get("pool") else None
    if pool is not None:
        pool.check()
