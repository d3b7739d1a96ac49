"""Whoever writes is heard; a check that tries it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from museminder.promise.checking import Ran, World


def test_each_way_in_is_tried_and_nothing_is_left(look: Callable[[str], Ran], world: World) -> None:
    def letters() -> int:
        with psycopg.connect(world.superuser_dsn) as server:
            row = server.execute(
                "select count(*) from published_letter where email like 'check-%'"
            ).fetchone()
            return int(row[0]) if row else -1

    before = letters()
    ran = look("desk.answers")

    assert (ran.details, ran.kept) == ([], True)
    assert ran.found.figure == "2 ways to write to us tried, 0 letters late, 0 wrong"
    assert letters() == before


@pytest.mark.parametrize("name", ["desk-shut", "letter-forgotten", "security-text-ended"])
def test_what_would_lose_a_letter_is_noticed(name: str, survivors: Callable[..., list[str]]) -> None:
    assert survivors(name) == []
