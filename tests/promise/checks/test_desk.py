"""Whoever writes is heard; a check that tries it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable

import psycopg

from museminder.promise.checking import Ran, World


def test_each_way_in_is_tried_and_nothing_is_left(
    look_and_sabotage: Callable[..., tuple[Ran, list[str]]], world: World
) -> None:
    def letters() -> int:
        with psycopg.connect(world.superuser_dsn) as server:
            row = server.execute(
                "select count(*) from published_letter where email like 'check-%'"
            ).fetchone()
            return int(row[0]) if row else -1

    before = letters()
    ran, survived = look_and_sabotage("desk.answers", "security-text-ended", "letter-forgotten")

    assert (ran.details, ran.kept, survived) == ([], True, [])
    assert ran.found.figure == "1 letter of the form written, 0 letters late, 0 wrong"
    assert letters() == before


def test_a_form_that_is_shut_is_noticed(look_and_sabotage: Callable[..., tuple[Ran, list[str]]]) -> None:
    ran, survived = look_and_sabotage("desk.answers", "desk-shut")

    assert (ran.kept, survived) == (True, [])


def test_a_mail_is_handed_to_the_command_itself(
    look_and_sabotage: Callable[..., tuple[Ran, list[str]]],
) -> None:
    ran, survived = look_and_sabotage("desk.takes-mail", "desk-shut")

    assert (ran.details, ran.kept, survived) == ([], True, [])
