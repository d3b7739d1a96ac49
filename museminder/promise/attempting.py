"""Trying a statement as one of the site's roles and taking it back, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connections, transaction

DENIED = "42501"
ALIASES = {"accounts": "default"}  # allauth opens plain transactions, so its role has the alias default


def outcome(role: str, statement: str, *, setting: str = "") -> str:
    """The code with which the database refuses a statement of this role; empty when it would have been done.

    What is put off to the end of a transaction is checked too. ``setting`` is said before. Nothing stays.
    """
    try:
        with taken_back(role) as cursor:
            if setting:
                cursor.execute(setting)
            cursor.execute(statement)
            cursor.execute("set constraints all immediate")
    except DatabaseError as refusal:
        return str(getattr(refusal.__cause__, "sqlstate", None) or "refused")
    return ""


@contextmanager
def taken_back(role: str) -> Iterator[Any]:
    """A cursor of this role in a transaction that ends with a rollback."""
    alias = ALIASES.get(role, role)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("set local lock_timeout = '2s'")
        yield cursor
        transaction.set_rollback(True, using=alias)
