"""Several transactions that see the studio as it was at one moment.

One transaction that stays open holds the moment (PostgreSQL's exported snapshot); it enters no studio and reads
nothing. Long work then reads piece by piece, each piece in a short transaction of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connections, transaction

from museminder.foundation.tenancy.context import Entry, NoEntry, current_site

_HOLDER = "default"  # any login will do; this one enters no studio
_SNAPSHOT = re.compile(r"[0-9A-Fa-f-]+")
Transaction = Callable[[], AbstractContextManager[Entry]]


@contextmanager
def one_moment() -> Iterator[str]:
    """Hold this moment for as long as the block lasts; yields its name for ``seen_at``."""
    with transaction.atomic(using=_HOLDER), connections[_HOLDER].cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("select pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


@contextmanager
def seen_at(moment: str, transaction_of: Transaction) -> Iterator[Entry]:
    """One transaction inside a studio that sees what was committed at that moment, and what it writes itself."""
    alias = current_site()
    if alias is None:
        raise NoEntry("no site is being served")
    if not _SNAPSHOT.fullmatch(moment):
        raise ValueError("this is no moment")
    with transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
            cursor.execute(f"set transaction snapshot '{moment}'")  # takes no parameter
        with transaction_of() as entry:
            yield entry
