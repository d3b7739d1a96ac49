"""Open something from the store as a stream, and say exactly what is wrong with it if something is."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import threading
from collections.abc import Iterator
from typing import IO, Any

import pyrage
import zstandard
from pyrage import x25519

from museminder.foundation.backups.keys import PrivateKeys, WrongKey
from museminder.foundation.backups.sealing import FORMAT, SIGNATURE_BYTES
from museminder.foundation.backups.stores import Store, StoreSilent

BEGINS = b"age-encryption.org/v1\n"
PIECE = 1 << 18
LONGEST_LINE = 4096


class Damaged(Exception):
    """An object of the store is not what it should be; ``path`` names it and ``why`` says what is wrong."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} {why}.")
        self.path, self.why = path, why


class Opened:
    """The content of one object. It is proven only when ``read`` has given nothing more: read it to its end."""

    def __init__(self, path: str, plain: Any, decrypting: _Decrypting, keys: PrivateKeys) -> None:
        self.path, self._plain, self._decrypting, self._keys = path, plain, decrypting, keys
        self._digest = hashlib.sha256()
        self._held = b""
        self._proven = False
        self.made_at = self._read_line()

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, all of it with -1; raises ``Damaged``, ``WrongKey``, ``StoreSilent``."""
        if size < 0:
            return b"".join(iter(lambda: self.read(PIECE), b""))
        while not self._proven and len(self._held) <= SIGNATURE_BYTES:
            more = self._more()
            if not more:
                self._prove()
            self._held += more
        if self._proven:
            return b""
        given = self._held[: min(size, len(self._held) - SIGNATURE_BYTES)]
        self._held = self._held[len(given) :]
        self._digest.update(given)
        return given

    @property
    def object_sha256(self) -> str:
        """Of the object as it lies in the store; whole when it was read to its end."""
        return self._decrypting.source_sha256

    def _prove(self) -> None:
        if not self._keys.signed(self._digest.digest(), self._held):
            raise Damaged(self.path, "was not put there by this installation: its signature is not ours")
        self._proven, self._held = True, b""

    def _more(self) -> bytes:
        try:
            more: bytes = self._plain.read(PIECE)
        except zstandard.ZstdError as error:
            self._decrypting.settle()
            raise Damaged(self.path, "is broken: it cannot be unpacked") from error
        if not more:
            self._decrypting.settle()
        return more

    def _read_line(self) -> dt.datetime:
        while b"\n" not in self._held:
            more = self._more()
            self._held += more
            if not more or len(self._held) > LONGEST_LINE + PIECE:
                raise Damaged(self.path, "does not say whose it is")
        line, _, self._held = self._held.partition(b"\n")
        self._digest.update(line + b"\n")
        try:
            facts = json.loads(line)
            made_at = dt.datetime.fromisoformat(facts["made_at"])
            found, installation, number = facts["path"], facts["installation"], facts["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(self.path, "does not say whose it is") from error
        if number > FORMAT:
            raise Damaged(self.path, "was made by a newer MuseMinder, which alone can read it")
        if installation != self._keys.installation:
            raise Damaged(self.path, f"belongs to another installation, {installation}")
        if found != self.path:
            raise Damaged(self.path, f"was swapped: what lies there is {found}")
        return made_at


@contextlib.contextmanager
def opened(store: Store, path: str, *, holder: str, keys: PrivateKeys) -> Iterator[Opened]:
    """Open an object with the private key of ``studios`` or ``vault``.

    Raises ``Damaged`` for what is missing, cut, altered, swapped or not ours, ``WrongKey`` for another key.
    """
    identity = keys.identity(holder)
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as pipe:
        decrypting = _Decrypting(store, path, identity, os.fdopen(theirs, "wb"))
        decrypting.start()
        try:
            plain = zstandard.ZstdDecompressor().stream_reader(pipe, closefd=False)
            yield Opened(path, plain, decrypting, keys)
        finally:
            pipe.close()  # a thread that still writes ends with it
            decrypting.join()


def open_bytes(store: Store, path: str, *, holder: str, keys: PrivateKeys) -> bytes:
    """A small object whole and proven."""
    with opened(store, path, holder=holder, keys=keys) as content:
        return content.read()


class _Decrypting(threading.Thread):
    """Reads from the store and decrypts into a pipe: the library pushes, and who unpacks wants to pull."""

    def __init__(self, store: Store, path: str, identity: x25519.Identity, into: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._store, self._path, self._identity, self._into = store, path, identity, into
        self._failure: Exception | None = None
        self.source_sha256 = ""

    def run(self) -> None:
        """Never raises: ``settle`` does, in the thread of whoever reads."""
        source: _FromStore | None = None
        try:
            with self._store.reading(self._path) as reader:
                source = _FromStore(reader)
                pyrage.decrypt_io(source, self._into, [self._identity])
                self.source_sha256 = source.digest.hexdigest()
        except FileNotFoundError:
            self._failure = Damaged(self._path, "is missing")
        except (pyrage.DecryptError, OSError) as error:  # the second from the middle of a stream
            self._failure = (source.failure if source else None) or self._named(source, str(error))
        except Exception as error:
            self._failure = error
        finally:
            with contextlib.suppress(OSError):
                self._into.close()

    def settle(self) -> None:
        """Raise what went wrong; called when nothing more comes."""
        self.join()
        if self._failure is not None:
            raise self._failure

    def _named(self, source: _FromStore | None, said: str) -> Exception:
        if source is None or not source.begins_well:
            return Damaged(self._path, "is no sealed object")
        if "matching keys" in said.lower():
            return WrongKey(f"The key that was given does not open {self._path}.")
        return Damaged(self._path, "is broken or cut short")


class _FromStore:
    """The store's reader as the library wants it."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._first = b""
        self.digest = hashlib.sha256()
        self.failure: Exception | None = None

    @property
    def begins_well(self) -> bool:
        return self._first.startswith(BEGINS)

    def read(self, size: int = -1) -> bytes:
        try:
            some = bytes(self._reader.read(size))
        except Exception as error:
            self.failure = StoreSilent(f"The store stopped in the middle of an object: {error}")
            raise
        self.digest.update(some)
        if len(self._first) < len(BEGINS):
            self._first += some[: len(BEGINS)]
        return some
