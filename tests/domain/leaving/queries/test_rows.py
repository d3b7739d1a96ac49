"""The rows of a table in pieces, by their ids."""

from __future__ import annotations

from museminder.domain.leaving.queries.rows import count_of, has_rows, rows_after, rows_with_something_sealed
from museminder.domain.leaving.rules.taken import tables
from museminder.domain.people.models import Family
from museminder.foundation.audit.models import Change
from museminder.foundation.vault.fields import Sealed
from museminder.primitives.ids import uuid7
from tests.counting import statements
from tests.schools import NOON, School

BY_NAME = {table.name: table for table in tables()}
FAMILIES, CHANGES = BY_NAME["people.family"], BY_NAME["audit.change"]


def test_rows_come_in_pieces_in_the_order_of_their_ids(studio: School) -> None:
    made = [Family.objects.create(name=f"Nr {number}") for number in range(5)]
    first = rows_after(FAMILIES, None, at_most=3)
    with statements("studio") as asked:
        second = rows_after(FAMILIES, first[-1][0], at_most=3)

    assert [row[0] for row in first + second] == [family.pk for family in made]
    assert (len(first), len(second), count_of(FAMILIES), has_rows(FAMILIES)) == (3, 2, 5, True)
    assert (len(asked), rows_after(FAMILIES, made[-1].pk, at_most=3)) == (1, [])


def test_only_what_has_something_sealed_is_opened(studio: School) -> None:
    Family.objects.create(name="Quiet")
    told = Family.objects.create(name="Told", note="Rings twice.")

    [found] = rows_with_something_sealed(FAMILIES)
    assert (found.pk, isinstance(found.note, Sealed)) == (told.pk, True)
    assert rows_with_something_sealed(CHANGES) == []


def test_history_of_exports_and_accounts_stays(studio: School) -> None:
    for what, of in (
        ("leaving.export.made", "leaving.Export"),
        ("identity.studio.opened", "identity.Membership"),
        ("people.family.created", "people.Family"),
    ):
        Change.objects.create(what=what, of_model=of, of_id=uuid7(), by_name="H", at=NOON)

    assert [row[1] for row in rows_after(CHANGES, None, at_most=9)] == ["people.family.created"]
