"""The first page of an export: which format, which studio, which files with which checksums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from museminder.domain.leaving.formats.tables import csv_name, json_name
from museminder.domain.leaving.rules.taken import STAYS, Table, tables
from museminder.foundation.identity.rules import Refused

FORMAT, VERSION = "museminder-export", 1
MANIFEST, README = "manifest.json", "README.txt"
SETTINGS = ("name", "time_zone", "currency", "region", "locale", "accent", "email")
README_TEXT = """This is everything a school had in MuseMinder when the export was made, at one moment.

manifest.json  which format, the school's settings, every file with its rows, bytes and SHA-256
tables/*.jsonl one line of JSON for each record: this is what MuseMinder reads back
tables/*.csv   the same for people and spreadsheets; a text that a spreadsheet would take for a
               formula has an apostrophe before it

Addresses, birth dates and care notes are here in plain words: keep these files where only you can
read them. Amounts are whole numbers of the smallest unit of the currency (cents).
What every column holds is described in docs/reference/export-format.md of MuseMinder.
"""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of an export: its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export says about itself. ``columns`` and ``rows`` are by the name of a table."""

    settings: dict[str, str]
    columns: dict[str, tuple[str, ...]]
    rows: dict[str, int]
    files: dict[str, WrittenFile]


def manifest_text(settings: Mapping[str, str], rows: Mapping[str, int], files: list[WrittenFile]) -> bytes:
    """The manifest of a finished export; it holds no time, so the same studio gives the same text."""
    known = {file.name: file for file in files}
    content = {
        "format": FORMAT,
        "version": VERSION,
        "studio": dict(settings),
        "tables": [
            {
                "name": table.name,
                "rows": rows[table.name],
                "columns": list(table.columns),
                "files": [_file(known[json_name(table)]), _file(known[csv_name(table)])],
            }
            for table in tables()
        ],
        "other_files": [_file(known[README])],
        "not_included": STAYS,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _file(file: WrittenFile) -> dict[str, Any]:
    return {"name": file.name, "bytes": file.size, "sha256": file.sha256}


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest and compare it with what this MuseMinder knows. Raises ``Refused``."""
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise ValueError(FORMAT)
        version = int(content["version"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(_("This is no export of MuseMinder: its manifest.json cannot be read.")) from error
    if version > VERSION:
        newer = _(
            "This export has format %(theirs)s; this MuseMinder reads up to format %(ours)s. Update it first."
        )
        raise Refused(newer % {"theirs": version, "ours": VERSION})
    try:
        manifest = _manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(_("The export's manifest.json is damaged.")) from error
    _check_known(manifest)
    return manifest


def _manifest(content: dict[str, Any]) -> Manifest:
    listed = content["tables"]
    files = [file for table in listed for file in table["files"]] + content["other_files"]
    settings = {name: content["studio"][name] for name in SETTINGS}
    if not all(isinstance(value, str) for value in settings.values()):
        raise TypeError("settings are texts")
    return Manifest(
        settings,
        {table["name"]: tuple(map(str, table["columns"])) for table in listed},
        {table["name"]: int(table["rows"]) for table in listed},
        {each["name"]: WrittenFile(each["name"], int(each["bytes"]), str(each["sha256"])) for each in files},
    )


def _check_known(manifest: Manifest) -> None:
    """Tables and columns that are not known here come from a newer MuseMinder; what it lacks is filled or refused."""
    known = {table.name: table for table in tables()}
    for name, columns in manifest.columns.items():
        strange = set(columns) - set(known[name].columns) if name in known else {""}
        if strange:
            raise Refused(
                _("The export has %(what)s, which this MuseMinder does not know. Update it first.")
                % {"what": f"{name} {', '.join(sorted(strange))}".strip()}
            )
        missing = [field for field in known[name].fields if field.attname not in columns]
        if any(not field.null and not field.has_default() for field in missing):
            raise Refused(_("The export's manifest.json is damaged."))
    expected = {README} | {of(known[name]) for name in manifest.columns for of in (json_name, csv_name)}
    if manifest.files.keys() != expected:
        raise Refused(_("The export's manifest.json is damaged."))


def table_of(name: str) -> Table:
    """The table of a name that the manifest was checked for."""
    return next(table for table in tables() if table.name == name)
