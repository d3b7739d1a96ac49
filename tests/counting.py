"""How many statements a piece of work asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.test.utils import CaptureQueriesContext


@contextmanager
def statements(alias: str) -> Iterator[list[str]]:
    """The statements sent to one database alias inside the block; the list is filled when it ends."""
    asked: list[str] = []
    with CaptureQueriesContext(connections[alias]) as captured:
        yield asked
    asked += [one["sql"] for one in captured.captured_queries]
