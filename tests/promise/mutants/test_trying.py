"""Sabotages run on copies: green before, red after, and the original untouched."""

from __future__ import annotations

import pytest

from museminder.promise.checking import Found, Ran
from museminder.promise.clauses import chosen
from museminder.promise.mutants.sabotage import mutants
from museminder.promise.mutants.trying import Tried, mutants_of, try_mutants
from tests.databases import TestDatabase, superuser_dsn

GREEN = Ran("x", Found(1, [], plant_found=True, figure="1 of 1"), 1)
BROKEN = Ran("x", Found(0, ["no table"], plant_found=False, figure="The check stopped", stopped=True), 1)
RED = Ran("x", Found(1, ["a hole"], plant_found=True, figure="0 of 1"), 1)


@pytest.mark.parametrize(
    ("before", "after", "killed", "end"),
    [
        (GREEN, RED, True, "noticed (a hole)"),
        (GREEN, GREEN, False, "SURVIVED"),
        (RED, RED, False, "NOT SHOWN: red before"),
        (GREEN, BROKEN, False, "NOT SHOWN: The check stopped"),
    ],
)
def test_only_from_green_to_red_counts(before: Ran, after: Ran, killed: bool, end: str) -> None:
    tried = Tried(mutants()["table-lent"], before, after)

    assert (tried.killed, tried.said) == (killed, f"table-lent, x: {end}")


@pytest.mark.slow
def test_each_sabotage_has_a_copy_of_its_own(live_database: TestDatabase) -> None:
    tried = try_mutants(chosen(["C23"]), superuser_dsn())

    assert [(each.mutant.name, each.killed) for each in tried] == [
        ("marketing-column", True),
        ("operator-may-read", True),
    ]


def test_each_sabotage_is_tried_once() -> None:
    names = [mutant.name for mutant in mutants_of(chosen([]))]

    assert sorted(names) == sorted(set(names)) == sorted(mutants())
