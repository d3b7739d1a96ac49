"""Whatever is wrong with an export, nothing of it is stored, and it is said what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.db.models import Sum

from museminder.domain.billing.models import LedgerLine
from museminder.domain.leaving.queries.rows import count_of
from museminder.domain.leaving.rules.taken import tables
from museminder.domain.people.models import Family, Guardian, Student
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.databases import TestDatabase
from tests.domain.leaving.exporting import actor_of, consistent, inside, moved_in, zipped
from tests.schools import NOON, School, open_school

Rows = list[dict]


def changed(files: dict[str, bytes], table: str, change: Callable[[Rows], object]) -> dict[str, bytes]:
    """The export with other rows in one table, and checksums as if it had been so."""
    name = f"tables/{table}.jsonl"
    rows = [json.loads(line) for line in files[name].splitlines()]
    change(rows)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return consistent(files | {name: lines.encode()})


def unpaired(rows: Rows) -> None:
    rows[0]["amount"] += 1


def unknown_parent(rows: Rows) -> None:
    rows[0]["family_id"] = "01890a5d-ac96-774b-bcce-b302099a8057"


def too_long(rows: Rows) -> None:
    rows[0]["name"] = "x" * 300


def no_text(rows: Rows) -> None:
    rows[1]["name"] = 7


def twice(rows: Rows) -> None:
    rows.append(dict(rows[-1]))


def backwards(rows: Rows) -> None:
    rows.reverse()


def no_id(rows: Rows) -> None:
    rows[0]["id"] = "7"


def null_character(rows: Rows) -> None:
    rows[0]["name"] = "A\x00B"


WRONG = {
    "a ledger that does not balance": ("billing.ledgerline", unpaired, r"contradicts itself in a table"),
    "a record that is not there": (
        "people.guardian",
        unknown_parent,
        r"contradicts itself in people_guardian",
    ),
    "a text that is too long": ("people.family", too_long, r"contradicts itself"),
    "a character no text has": ("people.family", null_character, r"contradicts itself"),
    "a number for a text": ("people.family", no_text, r"people.family.jsonl is damaged in row 2: name"),
    "a record twice": ("people.family", twice, r"people.family.jsonl is damaged"),
    "records out of order": ("people.family", backwards, r"people.family.jsonl is damaged"),
    "no id": ("people.family", no_id, r"people.family.jsonl is damaged"),
}


def stored(school: School) -> dict[str, int]:
    with inside(school)():
        return {table.name: count for table in tables() if (count := count_of(table))}


@pytest.fixture(scope="module")
def empty(database: TestDatabase, django_db_blocker) -> Iterator[School]:
    """A studio that stays empty, because everything is refused: one for all that is wrong."""
    with django_db_blocker.unblock(), database.copied():
        yield open_school("void", "Void")


@pytest.mark.parametrize("name", WRONG)
def test_export_that_contradicts_itself_leaves_nothing(
    empty: School, tmp_path: Path, full_export: dict[str, bytes], name: str
) -> None:
    table, change, sentence = WRONG[name]
    path = zipped(changed(full_export, table, change), tmp_path / "export.zip")

    with pytest.raises(Refused, match=sentence):
        moved_in(empty, path)
    assert stored(empty) == {}


def test_wrong_count_and_wrong_settings_are_refused(
    empty: School, tmp_path: Path, full_export: dict[str, bytes]
) -> None:
    count, settings = (json.loads(full_export["manifest.json"]) for _ in range(2))
    next(table for table in count["tables"] if table["name"] == "people.student")["rows"] += 1
    settings["studio"]["time_zone"] = "Europe/Atlantis"
    for manifest, named in ((count, "people.student.jsonl"), (settings, "manifest.json")):
        files = full_export | {"manifest.json": json.dumps(manifest).encode()}
        with pytest.raises(Refused, match=f"{named} is damaged"):
            moved_in(empty, zipped(files, tmp_path / f"{named}.zip"))
    assert stored(empty) == {}


def test_nothing_moves_in_twice_or_by_whom_does_not_own_the_studio(
    live_school: School, tmp_path: Path, full_export: dict[str, bytes]
) -> None:
    path = zipped(full_export, tmp_path / "export.zip")
    office = School(live_school.studio_id, live_school.slug, [live_school.add_person("Otto", "office")])
    with pytest.raises(Refused, match="Only an owner"):
        moved_in(office, path)
    counts = moved_in(live_school, path).rows

    with pytest.raises(Refused, match="This studio is not empty"):
        moved_in(live_school, path)
    assert stored(live_school) == {name: count for name, count in counts.items() if count}


def test_studio_that_moved_in_works_as_the_old_one_did(
    live_school: School, tmp_path: Path, full_export: dict[str, bytes]
) -> None:
    other = open_school("other", "Other")
    with inside(other)():
        Family.objects.create(name="Untouched")
    ids = moved_in(live_school, zipped(full_export, tmp_path / "export.zip")).ids

    with inside(live_school)():
        zoe = Student.objects.get(first_name="Zoë\nLine")
        opened = reveal([zoe], ["care_notes"], purpose=Purpose.LESSON, by=actor_of(live_school), at=NOON)
        assert opened == {zoe.pk: {"care_notes": "Nüsse, \u2028 +1"}}
        assert LedgerLine.objects.aggregate(sum=Sum("amount")) == {"sum": 0}
        assert Guardian.objects.exclude(membership=None, account_id=None).count() == 0
        assert Family.objects.get(name="Ní Bhriain 名字").name_key == "ni bhriain 名字"
        assert Studio.objects.get(pk=live_school.studio_id).name == "School ours"
        moved = Change.objects.get(what="leaving.studio.moved_in")
        assert (moved.by_account_id, sum(moved.details["rows"].values())) == (
            live_school.owner.account_id,
            len(ids),
        )
    with inside(other)():
        assert [family.name for family in Family.objects.all()] == ["Untouched"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(distinct studio_id) from people_student")
        assert cursor.fetchone() == (1,)
