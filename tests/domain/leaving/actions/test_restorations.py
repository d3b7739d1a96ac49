"""What was taken along moves into a new studio, all of it, and is the same when it is taken along again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from museminder.domain.leaving.rules.taken import tables
from tests.databases import TestDatabase
from tests.domain.leaving.exporting import export_of, full_studio, moved_in, with_new_ids
from tests.schools import open_school


@pytest.fixture(scope="module")
def made(tmp_path_factory, database: TestDatabase, django_db_blocker):
    """An export, the studio it moved into, that studio's export, and which id became which."""
    folder = tmp_path_factory.mktemp("exports")
    with django_db_blocker.unblock(), database.copied():
        first = export_of(full_studio("ours"), folder / "first")
        there = open_school("there", "Elsewhere", currency="EUR")
        restored = moved_in(there, folder / "first")
        yield first, export_of(there, folder / "second"), restored, folder


def test_export_of_what_moved_in_is_the_export_byte_for_byte_after_ids_are_mapped(made) -> None:
    first, second, restored, _ = made
    mapped = with_new_ids(first, restored.ids)

    assert [name for name in mapped if name != "manifest.json" and mapped[name] != second[name]] == []
    assert mapped.keys() == second.keys()
    assert with_new_checksums(mapped) == json.loads(second["manifest.json"])
    assert restored.ids.keys().isdisjoint(restored.ids.values())


def with_new_checksums(files: dict[str, bytes]) -> dict:
    manifest = json.loads(files["manifest.json"])
    for file in [file for table in manifest["tables"] for file in table["files"]] + manifest["other_files"]:
        file["sha256"] = hashlib.sha256(files[file["name"]]).hexdigest()
    return manifest


def test_every_table_has_rows_in_the_export(made) -> None:
    first, _, restored, _ = made

    assert [table.name for table in tables() if not first[f"tables/{table.name}.jsonl"]] == []
    assert restored.rows == {
        table.name: first[f"tables/{table.name}.jsonl"].count(b"\n") for table in tables()
    }
