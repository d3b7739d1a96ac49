"""A file that is not what was exported is named before anything is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from museminder.domain.leaving.formats.checking import looked_over
from museminder.domain.leaving.formats.reading import opened
from museminder.foundation.identity.rules import Refused
from tests.domain.leaving.exporting import empty_export, zipped

FILE = "tables/people.family.csv"


def told(files: dict[str, bytes], tmp_path: Path) -> str:
    with pytest.raises(Refused) as refusal, opened(zipped(files, tmp_path / "export.zip")) as source:
        looked_over(source)
    return str(refusal.value)


def test_every_file_is_looked_at(tmp_path: Path) -> None:
    files = empty_export()

    for name in [*[*files][:3], "README.txt", "tables/people.family.jsonl", FILE]:
        assert told(files | {name: files[name] + b"x"}, tmp_path).startswith(f"{name} is damaged")


def test_changed_letter_is_noticed(tmp_path: Path) -> None:
    files = empty_export()

    assert told(files | {FILE: files[FILE].replace(b"name", b"mane")}, tmp_path).startswith(
        f"{FILE} is damaged"
    )


def test_missing_file_is_named(tmp_path: Path) -> None:
    files = empty_export()
    del files[FILE]

    assert told(files, tmp_path) == f"{FILE} is missing from the export."


def test_zip_file_without_a_manifest_is_no_export(tmp_path: Path) -> None:
    assert (
        told({"hello.txt": b""}, tmp_path)
        == "This is no export of MuseMinder: there is no manifest.json in it."
    )


def test_file_that_does_not_unpack_is_named(tmp_path: Path) -> None:
    path = zipped(empty_export(), tmp_path / "export.zip")
    data = path.read_bytes()
    place = data.index(b"README.txt") + len("README.txt") + 3
    path.write_bytes(
        data[:place] + bytes(byte ^ 0xFF for byte in data[place : place + 4]) + data[place + 4 :]
    )

    with pytest.raises(Refused, match=r"README.txt is damaged"), opened(path) as source:
        looked_over(source)


def test_manifest_cannot_promise_less_than_there_is(tmp_path: Path) -> None:
    files = empty_export()
    manifest = json.loads(files["manifest.json"])
    manifest["other_files"][0]["bytes"] = 10

    changed = files | {"manifest.json": json.dumps(manifest).encode()}
    assert told(changed, tmp_path).startswith("README.txt is damaged")
