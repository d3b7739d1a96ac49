"""Where an export is written: one zip file, or a folder; every file is counted and hashed on its way."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from museminder.domain.leaving.formats.manifest import WrittenFile
from museminder.foundation.identity.rules import Refused

# The same bytes whenever it is written: a zip file's members have no other time.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class Hashed:
    """A file that is being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash, self._size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Write on."""
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    def facts(self, name: str) -> WrittenFile:
        """What was written so far."""
        return WrittenFile(name, self._size, self._hash.hexdigest())


class Target(Protocol):
    """Somewhere files are put, one after the other."""

    written: list[WrittenFile]

    @contextmanager
    def file(self, name: str) -> Iterator[Hashed]:
        """Write one file from its beginning to its end."""
        ...


class ZipTarget:
    """Files go into one zip file, which is written from its beginning to its end: ``stream`` need not seek."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.written: list[WrittenFile] = []
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    @contextmanager
    def file(self, name: str) -> Iterator[Hashed]:
        """Write one member."""
        member = zipfile.ZipInfo(name, _NO_TIME)
        member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        with self._zip.open(member, "w", force_zip64=True) as file:
            hashed = Hashed(file)
            yield hashed
        self.written.append(hashed.facts(name))

    def close(self) -> None:
        """Write the list of members, without which it is no zip file."""
        self._zip.close()


class FolderTarget:
    """Files go into a folder that only its owner may read; it must not have anything in it."""

    def __init__(self, folder: Path) -> None:
        self.written: list[WrittenFile] = []
        self._folder = folder
        (folder / "tables").mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)

    @contextmanager
    def file(self, name: str) -> Iterator[Hashed]:
        """Write one file."""
        path = self._folder / name
        path.touch(mode=0o600, exist_ok=False)
        with path.open("wb") as file:
            hashed = Hashed(file)
            yield hashed
        self.written.append(hashed.facts(name))


@contextmanager
def target_at(path: Path) -> Iterator[Target]:
    """Somewhere on this computer: one zip file if the name says so, else a folder; whole, or not there at all.

    Only whoever runs this may read it. Raises ``Refused`` if something is there already.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    if path.exists() or unfinished.exists():
        there = path if path.exists() else unfinished
        raise Refused(_("%(name)s is there already.") % {"name": there})
    try:
        if path.suffix == ".zip":
            yield from _zip_at(unfinished)
        else:
            yield FolderTarget(unfinished)
        unfinished.rename(path)
    finally:
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        unfinished.unlink(missing_ok=True)


def _zip_at(path: Path) -> Iterator[Target]:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        target = ZipTarget(file)
        try:
            yield target
        finally:
            target.close()
