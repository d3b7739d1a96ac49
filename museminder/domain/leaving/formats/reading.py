"""Reading an export that may be anything: a zip file or a folder that somebody gave us.

Nothing is unpacked, and no name of it is ever a path: only the names this format has are asked for.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from museminder.domain.leaving.formats.manifest import MANIFEST
from museminder.domain.leaving.formats.tables import csv_name, json_name
from museminder.domain.leaving.rules.taken import tables
from museminder.foundation.identity.rules import Refused

MOST_OF_A_MANIFEST = 4 * 2**20
MOST_OF_A_LINE = 16 * 2**20
# Records shrink to a tenth; what grows a hundred times out of little was made to fill a disk.
MOST_GROWTH, ALWAYS_FINE = 100, 64 * 2**20
_FINE_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1


class Source(Protocol):
    """Somewhere an export's files are; ``names`` is what is there."""

    names: frozenset[str]

    def open(self, name: str) -> IO[bytes]:
        """Read one of the files that are there."""
        ...


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        wanted = {MANIFEST, "README.txt"} | {of(table) for table in tables() for of in (json_name, csv_name)}
        self.names = frozenset(
            name for name in wanted if (folder / name).is_file() and not (folder / name).is_symlink()
        )

    def open(self, name: str) -> IO[bytes]:
        return (self._folder / name).open("rb")


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._zip = archive
        members = archive.infolist()
        self.names = frozenset(member.filename for member in members)
        if len(self.names) != len(members):
            raise Refused(_("This zip file has two files of one name."))
        strange = [
            member.filename
            for member in members
            if member.flag_bits & _ENCRYPTED or member.compress_type not in _FINE_COMPRESSIONS
        ]
        if strange:
            raise Refused(
                _("%(name)s in this zip file is not stored as an export stores it.") % {"name": strange[0]}
            )
        if sum(member.file_size for member in members) > max(ALWAYS_FINE, MOST_GROWTH * size):
            raise Refused(_("This zip file unpacks to far more than an export does."))

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """An export, ready to be read. Raises ``Refused`` if it is neither a folder nor a whole zip file."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(_("%(name)s is no whole zip file.") % {"name": path.name}) from error
    with archive:
        yield _Zip(archive, path.stat().st_size)


def lines_of(source: Source, name: str) -> Iterator[bytes]:
    """The lines of a file, without their ends. Raises ``Refused`` for one that is longer than any record."""
    with source.open(name) as file:
        while line := file.readline(MOST_OF_A_LINE):
            if not line.endswith(b"\n"):
                raise Refused(damaged(name))
            yield line[:-1]


def damaged(name: str) -> str:
    """The sentence for a file that is not what was written."""
    return _("%(name)s is damaged: it is not what was exported. Nothing was stored.") % {"name": name}
