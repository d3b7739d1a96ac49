"""Copying what anyone may read into the public database.

An area registers what of its own is published; nothing else gets there. What is copied is looked at anew each time,
so that a copy that was missed is made with the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from museminder.foundation.published.connecting import PUBLISHER, Connection, public_connection
from museminder.foundation.tenancy.context import site

KEPT_FOR_EVER = frozenset({"policy_version", "change_of_control"})
_UPSERT = """
insert into published.item (kind, key, position, content) values (%s, %s, %s, %s::jsonb)
on conflict (kind, key) do update set position = excluded.position, content = excluded.content
where (published.item.position, published.item.content) is distinct from (excluded.position, excluded.content)
"""
_GONE = "delete from published.item where kind = %s and not key = any (%s)"
_PUBLISHED = """
insert into published.publication (id, published_at) values (1, %s)
on conflict (id) do update set published_at = excluded.published_at
"""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is published: its key within its kind, and what is said of it."""

    key: str
    content: dict[str, Any]


Gather = Callable[[datetime], Iterable[Item]]
_gatherers: dict[str, Gather] = {}


def publishes(kind: str) -> Callable[[Gather], Gather]:
    """Register what is published of one kind: ``@publishes("price")`` above a function of the present moment.

    The function returns the items in the order in which they are read, and runs as the role of jobs.
    """

    def register(gather: Gather) -> Gather:
        if kind in _gatherers:
            raise ValueError(f"{kind} is published twice")
        _gatherers[kind] = gather
        return gather

    return register


def publish(*, at: datetime) -> dict[str, int]:
    """Copy everything that anyone may read, in one transaction; returns how many items there are of each kind.

    A version of the policy that was published, or a sale of MuseMinder, is never taken back. Raises ``PublicSilent``.
    """
    with site("worker"):
        gathered = {kind: list(gather(at)) for kind, gather in _gatherers.items()}
    with public_connection(PUBLISHER) as connection:
        for kind, items in gathered.items():
            _replace(connection, kind, items)
        connection.execute(_PUBLISHED, [at])
    return {kind: len(items) for kind, items in gathered.items()}


def _replace(connection: Connection, kind: str, items: list[Item]) -> None:
    if kind not in KEPT_FOR_EVER:
        connection.execute(_GONE, [kind, [item.key for item in items]])
    written = [
        (kind, item.key, position, json.dumps(item.content, cls=DjangoJSONEncoder))
        for position, item in enumerate(items)
    ]
    if written:
        with connection.cursor() as cursor:
            cursor.executemany(_UPSERT, written)
