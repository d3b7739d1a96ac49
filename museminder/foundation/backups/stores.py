"""Where backups are kept: a folder, or an object store of Amazon, Google or Azure, by its address.

What the store asks for (a key, a region) stands in the environment under the names that its own tools use.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

PATIENCE = dt.timedelta(seconds=30)  # for one request; the shipping tries again anyway
FAILURES = (BaseError, OSError, ValueError)
RETRIES: Any = {"max_retries": 3, "retry_timeout": PATIENCE}
CLIENT: Any = {"timeout": "120s", "connect_timeout": "10s"}
# How Amazon, Google and Azure say that there is not even a bucket, with the same number as for an object.
NO_BUCKET = ("NoSuchBucket", "The specified bucket does not exist", "ContainerNotFound")


class StoreSilent(Exception):
    """The store cannot be reached or refuses; the message says which and why."""


class Writer(Protocol):
    """Takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take some; returns how many."""
        ...


@dataclass(frozen=True, slots=True)
class Stored:
    """One object of a store: its name, its size in bytes, when it was put there."""

    path: str
    size: int
    modified_at: dt.datetime


class Store:
    """One store, by its address: ``/a/folder``, ``s3://bucket/prefix``, ``gs://…``, ``az://…``."""

    def __init__(self, address: str, *, make: bool = False) -> None:
        """Reach it; ``make`` makes the folder if it is not there, as only the first time it should be.

        Raises ``StoreSilent``.
        """
        self.address = address
        with self._said():
            if "://" not in address or address.startswith("file://"):
                folder = Path(address.removeprefix("file://")).absolute()
                if make:
                    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._objects: Any = LocalStore(folder)
            else:
                self._objects = from_url(address, client_options=CLIENT, retry_config=RETRIES)

    def names(self, under: str = "") -> list[Stored]:
        """Every object under a folder of the store, by name."""
        with self._said():
            found = [
                Stored(each["path"], each["size"], each["last_modified"])
                for some in obstore.list(self._objects, prefix=under or None)
                for each in some
            ]
        return sorted(found, key=lambda each: each.path)

    def has(self, path: str) -> bool:
        """Whether there is an object of this name."""
        try:
            with self._said():
                obstore.head(self._objects, path)
        except FileNotFoundError:
            return False
        return True

    def get(self, path: str) -> bytes:
        """A small object whole; raises FileNotFoundError."""
        with self._said():
            return bytes(obstore.get(self._objects, path).bytes())

    def put(self, path: str, data: bytes) -> None:
        """Put a small object."""
        with self._said(may_be_missing=False):
            obstore.put(self._objects, path, data)

    @contextlib.contextmanager
    def writing(self, path: str) -> Iterator[Writer]:
        """Put an object piece by piece; it is not there before the end, and not at all after an exception."""
        with self._said(may_be_missing=False), obstore.open_writer(self._objects, path) as writer:
            yield writer

    @contextlib.contextmanager
    def reading(self, path: str) -> Iterator[Any]:
        """Read an object piece by piece; raises FileNotFoundError."""
        with self._said():
            reader = obstore.open_reader(self._objects, path)
        with contextlib.closing(reader):
            yield reader

    def delete(self, paths: Sequence[str]) -> None:
        """Remove objects; a store that lets us only add refuses with ``StoreSilent``."""
        if paths:
            with self._said():
                obstore.delete(self._objects, list(paths))

    @contextlib.contextmanager
    def _said(self, *, may_be_missing: bool = True) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            if may_be_missing and isinstance(error, FileNotFoundError) and not _says_no_bucket(error):
                raise
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            if _says_no_bucket(error):
                reason = "there is no such bucket."
            raise StoreSilent(f"The store {self.address} does not do what it should: {reason}") from error


def _says_no_bucket(error: Exception) -> bool:
    return any(sign in str(error) for sign in NO_BUCKET)
