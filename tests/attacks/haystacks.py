"""Looking for words that must not be there, in whatever form they could have got there."""

from __future__ import annotations

import base64
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import quote_plus

import psycopg
from psycopg import sql

from tests.databases import superuser_dsn

GZIP = re.compile(rb"\x1f\x8b\x08")
MOST_UNPACKED = 50_000_000


def _base64(word: str) -> Iterator[bytes]:
    """The middle of the word as base64 has it, whatever stands before it."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + word.encode())
        yield text[4 if before else 0 : -4]


WRITTEN: dict[str, Callable[[str], list[bytes]]] = {
    "plain": lambda word: [word.encode()],
    "hex": lambda word: [word.encode().hex().encode()],
    "base64": lambda word: list(_base64(word)),
    "address": lambda word: [quote_plus(word).encode(), quote_plus(word).replace("+", "%20").encode()],
    "utf-16": lambda word: [word.encode("utf-16-le"), word.encode("utf-16-be")],
}


def forms_of(word: str) -> dict[str, bytes]:
    """A word in each of the forms that are looked for, to be planted."""
    return {
        "plain": word.encode(),
        "hex": word.encode().hex().encode(),
        "base64": base64.b64encode(b"xy" + word.encode() + b"z"),
        "address": quote_plus(word).encode(),
        "utf-16": word.encode("utf-16"),
        "packed": gzip.compress(b"before " + word.encode() + b" after"),
    }


def found_in(haystack: bytes, words: list[str]) -> set[tuple[str, str]]:
    """Which words are in there, and in which form."""
    found = _found_plainly(haystack, words)
    for match in GZIP.finditer(haystack):
        unpacked = _unpacked(haystack[match.start() :])
        found |= {(word, "packed") for word, _ in _found_plainly(unpacked, words)}
    return found


def _found_plainly(haystack: bytes, words: list[str]) -> set[tuple[str, str]]:
    return {
        (word, form)
        for word in words
        for form, write in WRITTEN.items()
        if any(needle and needle in haystack for needle in write(word))
    }


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data, MOST_UNPACKED)
    except zlib.error:
        return b""


def database_bytes(database: str) -> bytes:
    """Every row of every table of a database, as its superuser reads them: as text and as the bytes stored."""
    parts = []
    with psycopg.connect(superuser_dsn(database), autocommit=True) as outside:
        tables = outside.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for table in tables:
            for form in ("text", "binary"):
                copy = sql.SQL("copy {} to stdout (format {})").format(
                    sql.Identifier(*table), sql.Identifier(form)
                )
                with outside.cursor().copy(copy) as rows:
                    parts += [bytes(row) for row in rows]
    return b"\n".join(parts)
