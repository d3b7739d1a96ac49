"""What is in the files of an export, and what never is."""

from __future__ import annotations

import csv
import io
import json

import pytest

from museminder.domain.leaving.actions import taking
from museminder.domain.leaving.actions.taking import write_export
from museminder.domain.leaving.formats.manifest import SETTINGS
from museminder.domain.people.models import Family, Guardian, Student, StudentPhotograph
from museminder.foundation.tenancy.context import site
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.card_numbers import contains_card_number
from tests.databases import TestDatabase
from tests.domain.leaving.exporting import (
    FORMULA,
    Kept,
    actor_of,
    export_of,
    files_in,
    full_studio,
    inside,
)
from tests.schools import NOON, School
from tests.vaults import vault_here


@pytest.fixture(scope="module")
def taken(tmp_path_factory, database: TestDatabase, django_db_blocker):
    """Two studios in one database, the export of the first, and what its log says afterwards."""
    folder = tmp_path_factory.mktemp("exports") / "ours"
    with django_db_blocker.unblock(), database.copied():
        ours, theirs = full_studio("ours"), full_studio("theirs-canary")
        vault = vault_here()
        files = export_of(ours, folder)
        log = vault.new_entries()
        with inside(ours)():
            sealed = {
                ("people.family.note",): Family.objects.exclude(note=None),
                ("people.guardian.address",): Guardian.objects.exclude(address=None),
                ("people.student.birth_date", "people.student.care_notes"): Student.objects.all(),
            }
            sealed = {
                fields: tuple(found.order_by("pk").values_list("pk", flat=True))
                for fields, found in sealed.items()
            }
            picture = StudentPhotograph.objects.get()  # about itself, and about whom it shows
            sealed["people.student_photograph.picture",] = (picture.pk, picture.student_id)
        yield files, folder, theirs, log, sealed, ours


def rows(files: dict[str, bytes], name: str) -> list[dict]:
    return [json.loads(line) for line in files[f"tables/{name}.jsonl"].splitlines()]


def test_nothing_of_another_studio_is_in_it(taken) -> None:
    files, _, theirs, *_ = taken
    ids = [str(row.pk).encode() for row in theirs.rows.values()]
    ids += [str(person.account_id).encode() for person in (theirs.owner, theirs.guardian)]

    assert [name for name, data in files.items() if b"canary" in data] == []
    assert [name for name, data in files.items() for each in ids if each in data] == []


def test_nobody_s_sign_in_and_no_secret_is_in_it(taken) -> None:
    files, *_, ours = taken
    secret = [
        ours.owner.secret,
        ours.guardian.secret,
        str(ours.owner.account_id),
        str(ours.guardian.account_id),
    ]
    secret += ["owner@ours.example.com", "guardian@ours.example.com", str(ours.owner.membership_id)]
    secret += [
        ours.rows["courses.CalendarFeed"].token_hash,
        ours.rows["billing.GatewayAccount"].webhook_token_hash,
    ]

    assert [(name, each) for name, data in files.items() for each in secret if each.encode() in data] == []
    assert [name for name in files if "gateway" in name] == [
        *("tables/billing.gatewayevent.csv", "tables/billing.gatewayevent.jsonl"),
    ]


def test_no_card_number_is_in_it(taken) -> None:
    files, *_ = taken
    texts = [
        str(value)
        for name in files
        if name.endswith(".jsonl")
        for row in rows(files, name[7:-6])
        for value in row.values()
    ]

    assert len(texts) > 400
    assert [text for text in texts if contains_card_number(text)] == []


def test_what_is_sealed_is_in_plain_words_and_each_table_is_one_entry_of_the_log(taken) -> None:
    files, _, _, log, sealed, ours = taken
    students = {row["first_name"]: row for row in rows(files, "people.student")}

    assert (students["Zoë\nLine"]["birth_date"], students["Zoë\nLine"]["care_notes"]) == (
        "2012-02-29",
        "Nüsse, \u2028 +1",
    )
    assert [row["address"]["line"] for row in rows(files, "people.guardian")][1:] == ["9 Elm"] * 3
    assert {entry.fields: entry.subjects for entry in log} == sealed
    assert [(entry.purpose, entry.account_id) for entry in log] == [
        (Purpose.EXPORT, ours.owner.account_id)
    ] * 4


def test_people_s_spreadsheets_hold_no_formula(taken) -> None:
    files, *_ = taken
    formulas = [
        f"{name}: {cell}"
        for name, data in files.items()
        if name.endswith(".csv")
        for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for cell in line
        if cell.lstrip().startswith(("=", "+", "@", "-")) and not cell.lstrip("-").isdigit()
    ]
    families = csv.DictReader(io.StringIO(files["tables/people.family.csv"].decode("utf-8-sig"), newline=""))

    assert formulas == []
    assert f"'{FORMULA}" in [row["name"] for row in families]
    assert FORMULA in [row["name"] for row in rows(files, "people.family")]


def test_manifest_says_what_is_there(taken) -> None:
    files, folder, *_ = taken
    manifest = json.loads(files["manifest.json"])
    listed = [file for table in manifest["tables"] for file in table["files"]] + manifest["other_files"]

    assert {file["name"]: file["bytes"] for file in listed} == {
        name: len(data) for name, data in files.items() if name != "manifest.json"
    }
    assert manifest["studio"].keys() == set(SETTINGS)
    assert files_in(folder) == files


def test_export_is_of_one_moment_and_tells_how_far_it_is(live_school: School, monkeypatch) -> None:
    monkeypatch.setattr(taking, "A_PIECE", 2)
    with inside(live_school)():
        for number in range(5):
            Family.objects.create(name=f"Nr {number}")
    told: list[tuple[int, int]] = []
    target = Kept()

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        with inside(live_school)():
            Family.objects.create(name="Later")

    with site("studio"):
        counts = write_export(
            target=target, transaction_of=inside(live_school), by=actor_of(live_school), at=NOON, told=tell
        )

    assert [row["name"] for row in rows(target.files, "people.family")] == [f"Nr {n}" for n in range(5)]
    assert (counts["people.family"], told[0], told[-1]) == (5, (0, 5), (5, 5))
    assert [step for step in told if step == (4, 5)] != []
