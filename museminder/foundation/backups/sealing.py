"""Seal something into the store as a stream: packed, signed, and encrypted to a public key.

What lies in the store is age over zstd over: one line that says whose it is and what it is called, the content, a
signature of both. So an object that was cut, altered, renamed, or sealed by somebody else is known when it is opened.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from dataclasses import dataclass
from typing import Protocol

import pyrage
import zstandard
from pyrage import x25519

from museminder.foundation.backups.keys import Signer
from museminder.foundation.backups.stores import Store, StoreSilent, Writer

FORMAT = 1
LEVEL = 3
SIGNATURE_BYTES = 64


class Source(Protocol):
    """Gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """One object as it lies in the store: its name, its bytes there, their sha256; ``content_bytes`` went in."""

    path: str
    size: int
    sha256: str
    content_bytes: int


def seal(
    store: Store, path: str, source: Source, *, to: x25519.Recipient, by: Signer, made_at: dt.datetime
) -> Sealed:
    """Put what ``source`` gives into the store under a name, readable only with the private key of ``to``.

    Raises ``StoreSilent``, or whatever ``source`` raised; then nothing is there.
    """
    line = {"format": FORMAT, "installation": by.installation, "path": path, "made_at": made_at.isoformat()}
    outgoing = _Outgoing(json.dumps(line).encode() + b"\n", source, by)
    with store.writing(path) as writer:
        incoming = _Counting(writer)
        packed = zstandard.ZstdCompressor(level=LEVEL).stream_reader(outgoing)  # type: ignore[arg-type]
        try:
            pyrage.encrypt_io(packed, incoming, [to])
        except (pyrage.EncryptError, OSError) as error:  # it swallows what was raised beneath it
            beneath = outgoing.failure or incoming.failure
            raise beneath or StoreSilent(f"{path} could not be sealed: {error}") from error
    return Sealed(path, incoming.size, incoming.digest.hexdigest(), outgoing.content_bytes)


def seal_bytes(
    store: Store, path: str, data: bytes, *, to: x25519.Recipient, by: Signer, made_at: dt.datetime
) -> Sealed:
    """Seal something small."""
    return seal(store, path, io.BytesIO(data), to=to, by=by, made_at=made_at)


class _Outgoing:
    """The line, the content and the signature, one after the other."""

    def __init__(self, line: bytes, source: Source, by: Signer) -> None:
        self._waiting, self._source, self._by = line, source, by
        self._digest = hashlib.sha256(line)
        self._ended = False
        self.content_bytes = 0
        self.failure: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        if self._waiting:
            some, self._waiting = self._waiting[:size], self._waiting[size:]
            return some
        if self._ended:
            return b""
        try:
            some = self._source.read(size)
        except Exception as error:
            self.failure = error
            raise
        if some:
            self._digest.update(some)
            self.content_bytes += len(some)
            return some
        self._ended = True
        self._waiting = self._by.sign(self._digest.digest())
        return self.read(size)


class _Counting:
    """Hands on to the store, and keeps size and sha256 of what lies there."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.digest = hashlib.sha256()
        self.size = 0
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._writer.write(data)
        except Exception as error:
            self.failure = error
            raise
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""
