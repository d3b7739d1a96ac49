"""A studio with rows in every table, ids hidden wherever an id can be, and its export as bytes by name."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from museminder.domain.billing.models import Charge, GatewayEvent, LedgerLine, PaymentAttempt
from museminder.domain.leaving.actions.restorations import Restored, move_in
from museminder.domain.leaving.actions.taking import write_export
from museminder.domain.leaving.formats.manifest import README, README_TEXT, SETTINGS, manifest_text
from museminder.domain.leaving.formats.reading import opened
from museminder.domain.leaving.formats.tables import csv_head, csv_name, json_name
from museminder.domain.leaving.formats.writing import FolderTarget, Hashed
from museminder.domain.leaving.rules.taken import tables
from museminder.domain.people.models import Family, Guardian, Merge, Student
from museminder.foundation.audit.models import Change
from museminder.foundation.tenancy.context import Entry, site, studio_context
from museminder.primitives.actor import Actor
from museminder.primitives.ids import uuid7
from museminder.promise.probe.filling import Filled, fill_studio
from tests.schools import NOON, School

FORMULA = '=HYPERLINK("https://evil.example","Ada")'


def full_studio(slug: str) -> Filled:
    """A row in every table, and what is hard: ids in texts and lists, formulas, every letter, two pages of rows."""
    filled = fill_studio(slug)
    assert filled.unfilled == {}
    with inside(filled)():
        _hide_ids(filled)
        first, second = (Family.objects.create(name=name) for name in ("Ní Bhriain 名字", FORMULA))
        second.merged_into = first  # a row that refers to another of its table
        second.save()
        _balance_across_pieces(filled)
        Student.objects.create(
            first_name="Zoë\nLine", birth_date=date(2012, 2, 29), care_notes="Nüsse, \u2028 +1"
        )
    return filled


def _hide_ids(filled: Filled) -> None:
    family, student = filled.rows["people.Family"], filled.rows["people.Student"]
    charge = filled.rows["billing.Charge"]
    gone = uuid7()  # of a record that is no longer there
    Family.objects.filter(pk=family.pk).update(merged_into=None)
    note = f"See\n{student.pk} and {str(charge.pk).upper()}, not {gone}."
    kept = Family.objects.get(pk=family.pk)
    kept.note = note
    kept.save()
    Guardian.objects.bulk_create(
        Guardian(family=kept, first_name=f"Nr {number}", address={"of": str(student.pk), "line": "9 Elm"})
        for number in range(3)
    )
    Merge.objects.update(
        moved=[["people.Student", "family_id", str(student.pk), str(family.pk)], ["x", gone.hex]]
    )
    PaymentAttempt.objects.update(
        charge_ids=[str(charge.pk)], checkout_url=f"https://pay.example/c/{charge.pk.hex}#a"
    )
    Charge.objects.update(steps=[{"of": {str(student.pk): [1, None, True]}}], parameters={"rate": 0.1})
    GatewayEvent.objects.update(
        payload={"data": {"client_reference_id": str(charge.pk)}, "n": 12345678901234}
    )
    Change.objects.create(
        what="people.student.seen",
        of_model="people.Student",
        of_id=student.pk,
        by_name="Somebody",
        by_account_id=filled.owner.account_id,
        at=NOON,
        details={"subjects": [str(student.pk), str(gone)]},
    )


def _balance_across_pieces(filled: Filled) -> None:
    """Lines of one transaction that do not stand side by side by their ids."""
    account, of = filled.rows["billing.FamilyAccount"], type(filled.rows["billing.LedgerTransaction"])
    account = type(account).objects.get(pk=account.pk)
    # A family that was merged brought its account along: of two, one is in force.
    type(account).objects.create(family_id=account.family_id, number=900, continued_by_id=account.in_force_id)
    made = of.objects.bulk_create(of(kind="charge", on=date(2026, 5, 1), at=NOON) for _ in range(3))
    LedgerLine.objects.bulk_create(
        LedgerLine(
            transaction=transaction,
            account=name,
            family_account_id=account.pk if name == "receivable" else None,
            amount=amount,
        )
        for name, amount in (("receivable", 500), ("tuition_income", -500))
        for transaction in made
    )


def inside(studio: Filled | School, person: Any = None) -> Callable[[], AbstractContextManager[Entry]]:
    """How to open a transaction in a studio as its owner, or as somebody else of it."""
    secret = (person or studio.owner).secret

    @contextmanager
    def one() -> Iterator[Entry]:
        with site("studio"), studio_context(secret, studio.slug) as entry:
            yield entry

    return one


def actor_of(studio: Filled | School) -> Actor:
    """The owner."""
    return Actor(account_id=studio.owner.account_id, name="Honora")


def export_of(studio: Filled | School, folder: Path) -> dict[str, bytes]:
    """Write the studio's export into a folder that is not there yet; returns its files by name."""
    with site("studio"):
        write_export(
            target=FolderTarget(folder),
            transaction_of=inside(studio),
            by=actor_of(studio),
            at=NOON,
        )
    return files_in(folder)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def moved_in(studio: School, path: Path) -> Restored:
    """Move an export into a studio, as its owner."""
    with inside(studio)(), opened(path) as source:
        return move_in(source=source, by=actor_of(studio), at=NOON)


def with_new_ids(files: dict[str, bytes], ids: dict[str, str]) -> dict[str, bytes]:
    """The same files with every id replaced, in whichever way it is written: nothing of our own code does it."""
    ways = {old.encode(): new.encode() for old, new in ids.items()}
    ways |= {old.replace(b"-", b""): new.replace(b"-", b"") for old, new in list(ways.items())}
    ways |= {old.upper(): new.upper() for old, new in list(ways.items())}
    pattern = re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}", re.IGNORECASE)
    return {
        name: pattern.sub(lambda found: ways.get(found[0], found[0]), data) for name, data in files.items()
    }


def empty_export() -> dict[str, bytes]:
    """An export of a studio that has nothing, made without a database."""
    target = Kept()
    for table in tables():
        with target.file(json_name(table)):
            pass
        with target.file(csv_name(table)) as file:
            file.write(csv_head(table))
    with target.file(README) as file:
        file.write(README_TEXT.encode())
    settings = dict.fromkeys(SETTINGS, "") | {"name": "Void", "time_zone": "Europe/Berlin", "currency": "EUR"}
    settings |= {"region": "DE", "locale": "de", "accent": "plum"}
    manifest = manifest_text(settings, dict.fromkeys((table.name for table in tables()), 0), target.written)
    return target.files | {"manifest.json": manifest}


def zipped(files: dict[str, bytes], path: Path) -> Path:
    """Files as a zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


class Kept(FolderTarget):
    """Files that are kept in memory."""

    def __init__(self) -> None:
        self.written, self.files = [], {}

    @contextmanager
    def file(self, name: str) -> Iterator[Hashed]:
        stream = io.BytesIO()
        hashed = Hashed(stream)
        yield hashed
        self.files[name] = stream.getvalue()
        self.written.append(hashed.facts(name))


def consistent(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a manifest that says what is in them: what somebody who forges an export would write."""
    manifest = json.loads(files["manifest.json"])
    for table in manifest["tables"]:
        table["rows"] = files[table["files"][0]["name"]].count(b"\n")
    for file in [file for table in manifest["tables"] for file in table["files"]] + manifest["other_files"]:
        data = files[file["name"]]
        file |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return files | {"manifest.json": text.encode()}
