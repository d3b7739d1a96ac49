"""A word that nobody else can know, written into a cluster before it is copied: a copy that came back must hold it.

And in no object of the store it may be read: what is sealed shows nothing of what went in.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg

from museminder.foundation.backups.stores import Store, Stored
from museminder.foundation.embedded.postgres import Embedded

TABLE = "public.backup_canary"
PIECE = 1 << 20
_MAKE = f"create table if not exists {TABLE} (word text primary key, written_at timestamptz not null)"
_WRITE = f"insert into {TABLE} values (%s, now())"  # noqa: S608  words of ours
_FORGET = f"delete from {TABLE} where written_at < now() - interval '400 days'"  # noqa: S608
_READ = f"select 1 from {TABLE} where word = %s"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Searched:
    """How many objects and bytes were searched, and each object in which one of the words stands."""

    objects: int
    bytes: int
    found: Sequence[str]


def write_canary(embedded: Embedded) -> str:
    """Write a new word into a running cluster, and return it."""
    word = f"canary-{secrets.token_hex(16)}"
    with psycopg.connect(embedded.dsn(), autocommit=True) as server:
        server.execute("set client_min_messages = warning")
        server.execute(_MAKE.encode())
        server.execute(_FORGET.encode())
        server.execute(_WRITE.encode(), [word])
    return word


def holds_canary(embedded: Embedded, word: str) -> bool:
    """Whether a cluster holds that word."""
    with psycopg.connect(embedded.dsn(), autocommit=True) as server:
        there = server.execute("select to_regclass(%s)", [TABLE]).fetchone()
        return there != (None,) and server.execute(_READ.encode(), [word]).fetchone() is not None


def search_raw(store: Store, objects: Iterable[Stored], words: Sequence[str]) -> Searched:
    """Look for words in objects as they lie there, byte for byte; raises ``StoreSilent``, FileNotFoundError."""
    wanted = [word.encode() for word in words]
    overlap = max(map(len, wanted), default=1) - 1
    count, size, found = 0, 0, []
    for each in objects:
        count += 1
        tail, hit = b"", False
        with store.reading(each.path) as reader:
            while some := bytes(reader.read(PIECE)):
                size += len(some)
                hit = hit or any(word in tail + some for word in wanted)
                tail = (tail + some)[-overlap:] if overlap else b""
        if hit:
            found.append(each.path)
    return Searched(count, size, found)
