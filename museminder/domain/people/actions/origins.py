"""Saying where what is written next comes from, when the site alone does not tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from museminder.domain.people.models.origin import Source
from museminder.foundation.tenancy.context import current_site

LONGEST_FILE = 200


@contextmanager
def said_by(source: Source, file: str = "") -> Iterator[None]:
    """Have the database note another source than the site in hand for what is written about people in this block.

    ``file`` names the files an import was read from. For the rest of the transaction at most.
    """
    _say(str(source), file[:LONGEST_FILE])
    try:
        yield
    finally:
        if not connections[_site()].needs_rollback:
            _say("", "")


def _say(source: str, file: str) -> None:
    with connections[_site()].cursor() as cursor:
        cursor.execute(
            "select set_config('app.origin', %s, true), set_config('app.origin_file', %s, true)",
            [source, file],
        )


def _site() -> str:
    return current_site() or "owner"
