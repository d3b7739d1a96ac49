"""A base backup of a running cluster as one stream, with PostgreSQL's own list of what is in it."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from museminder.foundation.backups.reading_clusters import (
    complaints_file,
    own_program,
    reader_surroundings,
    said_in,
)
from museminder.foundation.embedded.postgres import Embedded

LIST = "backup_manifest"
BLOCK = 512


class NotTaken(Exception):
    """A backup could not be taken; what there was before is untouched."""


class BaseBackup:
    """A tar archive that is read to its end; then ``list`` is PostgreSQL's manifest of it."""

    def __init__(self, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
        self._process, self._complaints = process, complaints
        self._scan = _Picking(LIST)
        self.bytes_read = 0

    @property
    def list(self) -> bytes:
        """PostgreSQL's manifest, as it is needed for the next increment."""
        return self._scan.picked

    @property
    def facts(self) -> dict[str, Any]:
        """The same, read."""
        return dict(json.loads(self.list))

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes; raises ``NotTaken`` if the archive ends before it is whole."""
        assert self._process.stdout is not None  # noqa: S101 - it was started with one
        some = self._process.stdout.read(size)
        self.bytes_read += len(some)
        self._scan.feed(some)
        if not some and self._process.wait() != 0:
            raise NotTaken(f"PostgreSQL could not be copied: {said_in(self._complaints)}")
        if not some and not self.list:
            raise NotTaken("PostgreSQL gave no list of what it copied.")
        return some


@contextlib.contextmanager
def base_backup(embedded: Embedded, *, since: Path | None = None) -> Iterator[BaseBackup]:
    """Copy a running cluster, or what changed ``since`` the backup with this list; the log it needs is in it."""
    asked = ["--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--no-password"]
    asked.append("--manifest-checksums=SHA256")  # what is looked through without PostgreSQL has this one
    if since is not None:
        asked.append(f"--incremental={since}")
    with complaints_file() as complaints:
        process = subprocess.Popen(
            [own_program("pg_basebackup"), *asked],
            stdout=subprocess.PIPE,
            stderr=complaints,
            stdin=subprocess.DEVNULL,
            env=reader_surroundings(embedded),
        )
        try:
            yield BaseBackup(process, complaints)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


class _Picking:
    """Watches a tar archive go by and keeps one small file of it."""

    def __init__(self, name: str) -> None:
        self._name, self._waiting = name.encode(), b""
        self._skip, self._take, self._padding = 0, 0, 0
        self.picked = b""

    def feed(self, some: bytes) -> None:
        data = self._waiting + some
        at = 0
        while True:
            if self._take:
                part = data[at : at + self._take]
                self.picked += part
                at, self._take = at + len(part), self._take - len(part)
                if self._take:
                    break
                self._skip = self._padding
            step = min(self._skip, len(data) - at)
            at, self._skip = at + step, self._skip - step
            if self._skip or len(data) - at < BLOCK:
                break
            at = self._begin(data[at : at + BLOCK], at)
        self._waiting = data[at:]

    def _begin(self, header: bytes, at: int) -> int:
        size = _size(header[124:136])
        padding = -size % BLOCK
        if header[:100].rstrip(b"\0") == self._name:
            self._take, self._padding = size, padding
        else:
            self._skip = size + padding
        return at + BLOCK


def _size(field: bytes) -> int:
    if field[0] & 0x80:  # larger than eight octal digits can say
        return int.from_bytes(field[1:], "big")
    text = field.strip(b"\0 ")
    return int(text, 8) if text else 0
