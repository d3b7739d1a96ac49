"""The manifest says what is there, and only what this MuseMinder knows is read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from museminder.domain.leaving.formats.manifest import read_manifest
from museminder.domain.leaving.rules.taken import STAYS, tables
from museminder.foundation.identity.rules import Refused
from tests.domain.leaving.exporting import empty_export


def manifest(**others: Any) -> dict[str, Any]:
    return json.loads(empty_export()["manifest.json"]) | others


def test_manifest_names_every_table_file_and_reason() -> None:
    found = read_manifest(json.dumps(manifest()).encode())

    assert list(found.columns) == [table.name for table in tables()]
    assert len(found.files) == 2 * len(tables()) + 1
    assert (found.settings["name"], found.settings["currency"]) == ("Void", "EUR")
    assert manifest()["not_included"] == STAYS


def test_same_studio_gives_the_same_bytes() -> None:
    assert empty_export() == empty_export()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no export of MuseMinder"),
        (b"[1]", "no export of MuseMinder"),
        (b"[" * 100_000, "no export of MuseMinder"),
        (json.dumps(manifest(format="csv")).encode(), "no export of MuseMinder"),
        (json.dumps(manifest(version=2)).encode(), "has format 2; this MuseMinder reads up to format 1"),
        (json.dumps(manifest(tables=7)).encode(), "manifest.json is damaged"),
        (json.dumps(manifest(studio={})).encode(), "manifest.json is damaged"),
        (json.dumps(manifest(other_files=[])).encode(), "manifest.json is damaged"),
    ],
)
def test_manifest_that_is_none_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_manifest(data)


def test_what_a_newer_museminder_added_is_named() -> None:
    column, table = manifest(), manifest()
    column["tables"][0]["columns"].append("mood")
    table["tables"][0]["name"] = "people.pet"

    for changed, named in ((column, f"{column['tables'][0]['name']} mood"), (table, "people.pet")):
        with pytest.raises(Refused, match=f"has {named}, which this MuseMinder does not know"):
            read_manifest(json.dumps(changed).encode())


def test_column_that_is_needed_cannot_be_missing() -> None:
    changed = manifest()
    next(each for each in changed["tables"] if each["name"] == "people.family")["columns"].remove("name")

    with pytest.raises(Refused, match=r"manifest.json is damaged"):
        read_manifest(json.dumps(changed).encode())
