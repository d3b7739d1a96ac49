"""Each file of a base backup is compared with the list that PostgreSQL made of it."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from typing import Any

import pytest

from museminder.foundation.backups.inventories import take_inventory
from museminder.foundation.backups.opening import Damaged

FILES = {
    "PG_VERSION": b"18\n",
    "base/5/2619": b"rows" * 100,
    "pg_wal/000000010000000000000002": b"log",
}
LISTED = [
    {
        "Path": name,
        "Size": len(data),
        "Checksum-Algorithm": "SHA256",
        "Checksum": hashlib.sha256(data).hexdigest(),
    }
    for name, data in FILES.items()
    if not name.startswith("pg_wal/")
]
SPAN = {"Timeline": 1, "Start-LSN": "0/2000028", "End-LSN": "0/2000120"}


def archive(files: dict[str, bytes], listed: Any = LISTED) -> io.BytesIO:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
        if listed is not None:
            text = json.dumps({"Files": listed, "WAL-Ranges": [SPAN]}).encode()
            entry = tarfile.TarInfo("backup_manifest")
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text))
    packed.seek(0)
    return packed


def test_files_and_bytes_are_counted() -> None:
    found = take_inventory(archive(FILES), "a")

    assert (found.files, found.bytes, found.wrong) == (2, 403, None)


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        (FILES | {"PG_VERSION": b"17\n"}, "PG_VERSION is not what was copied: its checksum differs"),
        (FILES | {"base/5/2619": b"rows"}, "base/5/2619 has 4 bytes, 400 were copied"),
        (FILES | {"base/5/9": b"x"}, "base/5/9 is in no list"),
        ({name: FILES[name] for name in list(FILES)[1:]}, "PG_VERSION is missing"),
        ({name: FILES[name] for name in list(FILES)[:2]}, "pg_wal/000000010000000000000002 is missing"),
    ],
)
def test_the_first_that_differs_is_named(files: dict[str, bytes], wrong: str) -> None:
    assert take_inventory(archive(files), "a").wrong == wrong


def test_what_is_no_archive_or_has_no_list_is_damaged() -> None:
    with pytest.raises(Damaged, match=r"^a holds no list of what was copied\.$"):
        take_inventory(archive(FILES, listed=None), "a")
    with pytest.raises(Damaged, match=r"^a is no archive\.$"):
        take_inventory(io.BytesIO(b"Dear Ada" * 200), "a")
