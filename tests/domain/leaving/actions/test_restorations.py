"""What was taken along moves into a new studio, all of it, and is the same when it is taken along again."""

from __future__ import annotations

import json

import pytest

from museminder.domain.leaving.rules.taken import tables
from tests.databases import TestDatabase
from tests.domain.leaving.exporting import consistent, export_of, full_studio, moved_in, with_new_ids
from tests.schools import open_school


@pytest.fixture(scope="module")
def made(tmp_path_factory, database: TestDatabase, django_db_blocker):
    """An export, two of the studio it moved into, and which id became which."""
    folder = tmp_path_factory.mktemp("exports")
    with django_db_blocker.unblock(), database.copied():
        first = export_of(full_studio("ours"), folder / "first")
        there = open_school("there", "Elsewhere", currency="EUR")
        restored = moved_in(there, folder / "first")
        yield first, *(export_of(there, folder / name) for name in ("second", "third")), restored


def test_export_of_what_moved_in_is_the_export_byte_for_byte_after_ids_are_mapped(made) -> None:
    first, second, _, restored = made
    mapped = consistent(with_new_ids(first, restored.ids))

    assert [name for name in mapped if mapped[name] != second[name]] == []
    assert mapped == second
    assert restored.ids.keys().isdisjoint(restored.ids.values())


def test_every_table_has_rows_in_the_export(made) -> None:
    first, _, _, restored = made

    assert [table.name for table in tables() if not first[f"tables/{table.name}.jsonl"]] == []
    assert restored.rows == {
        table.name: first[f"tables/{table.name}.jsonl"].count(b"\n") for table in tables()
    }


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tables/billing.ledgerline.jsonl", b'"amount":500', b'"amount":501'),
        ("tables/people.guardian.jsonl", b"9 Elm", b"9 elm"),
        ("tables/people.guardian.csv", b"9 Elm", b"9 Elms"),
        ("tables/audit.change.jsonl", b'"subjects":["', b'"subjects":["0'),
        ("tables/people.family.csv", b"\r\n", b"\n"),
    ],
)
def test_comparison_finds_a_planted_difference(made, name: str, old: bytes, new: bytes) -> None:
    first, second, _, restored = made
    mapped = with_new_ids(first, restored.ids)
    changed = mapped | {name: mapped[name].replace(old, new, 1)}

    assert [each for each in changed if each != "manifest.json" and changed[each] != second[each]] == [name]


def test_comparison_finds_an_id_that_did_not_follow(made) -> None:
    first, second, _, restored = made
    forgotten = str(json.loads(first["tables/people.student.jsonl"].splitlines()[0])["id"])
    mapped = with_new_ids(first, {old: new for old, new in restored.ids.items() if old != forgotten})
    different = {name for name in mapped if name != "manifest.json" and mapped[name] != second[name]}

    assert {
        "tables/people.student.jsonl",
        "tables/people.guardian.jsonl",  # inside an address that is kept sealed
        "tables/people.family.jsonl",  # inside a note
        "tables/people.merge.jsonl",  # in a list of what was moved
        "tables/billing.charge.jsonl",  # as a key of the steps to an amount
        "tables/audit.change.jsonl",  # among the subjects of an entry
        "tables/enrollment.enrollment.csv",
    } <= different


def test_studio_in_which_nothing_changed_gives_the_same_bytes_again(made) -> None:
    _, second, third, _ = made

    assert third == second
