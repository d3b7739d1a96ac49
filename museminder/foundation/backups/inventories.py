"""What is in a base backup, file by file, held against the list that PostgreSQL made when it copied."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from museminder.foundation.backups.base_backups import LIST
from museminder.foundation.backups.opening import PIECE, Damaged
from museminder.foundation.backups.sealing import Source
from museminder.foundation.backups.segments import is_segment, position, segment_of, segments_between

LOG = "pg_wal/"
ALGORITHM = "SHA256"


@dataclass(frozen=True, slots=True)
class Inventory:
    """How many files the list names, how many bytes they have, and the first that is not as it was copied."""

    files: int
    bytes: int
    wrong: str | None


def take_inventory(content: Source, path: str) -> Inventory:
    """Read the archive at ``path`` to its end and compare each file's size and checksum with PostgreSQL's own list.

    The log that the copy needs must be in it without a gap. A list of an older version has other checksums; then
    sizes are compared, and the drill lets PostgreSQL compare the rest. Raises ``Damaged``, ``WrongKey``.
    """
    found: dict[str, tuple[int, str]] = {}
    listed = b""
    try:
        with tarfile.open(fileobj=content, mode="r|", bufsize=PIECE) as archive:  # type: ignore[call-overload]
            for entry in archive:
                file = archive.extractfile(entry) if entry.isfile() else None
                if file is not None and entry.name == LIST:
                    listed = file.read()
                elif file is not None:
                    found[entry.name.removeprefix("./")] = _measured(file)
    except tarfile.TarError as error:
        raise Damaged(path, "is no archive") from error
    while content.read(PIECE):
        pass  # the signature stands behind the end of the archive
    if not listed:
        raise Damaged(path, "holds no list of what was copied")
    facts = json.loads(listed)
    own = {name: size for name, (size, _sha256) in found.items() if not name.startswith(LOG)}
    wrong = next(_wrong(facts, found), None)
    return Inventory(len(own), sum(own.values()), wrong)


def _measured(file: IO[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while some := file.read(PIECE):
        size += len(some)
        digest.update(some)
    return size, digest.hexdigest()


def _wrong(facts: Mapping[str, Any], found: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    named = set()
    for each in facts["Files"]:
        name = each.get("Path") or bytes.fromhex(each["Encoded-Path"]).decode(errors="replace")
        named.add(name)
        if name not in found:
            yield f"{name} is missing"
        elif found[name][0] != each["Size"]:
            yield f"{name} has {found[name][0]:,} bytes, {each['Size']:,} were copied"
        elif each.get("Checksum-Algorithm") == ALGORITHM and found[name][1] != each["Checksum"]:
            yield f"{name} is not what was copied: its checksum differs"
    yield from (f"{name} is in no list" for name in found if name not in named and not name.startswith(LOG))
    yield from (f"{LOG}{name} is missing" for name in _log_of(facts) if LOG + name not in found)


def _log_of(facts: Mapping[str, Any]) -> Iterator[str]:
    """The segments without which the copy cannot start."""
    for span in facts["WAL-Ranges"]:
        line = int(span["Timeline"])
        first = segment_of(line, position(span["Start-LSN"]) + 1)
        last = segment_of(line, position(span["End-LSN"]))
        yield from (name for name in segments_between(first, last) if is_segment(name))
