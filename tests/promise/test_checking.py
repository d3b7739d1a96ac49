"""What makes a run green, and that one which stops is red."""

from __future__ import annotations

import pytest

from museminder.promise.checking import Check, Found, Ran, World, check, counted, run

WORLD = World("")


@pytest.mark.parametrize(
    ("examined", "wrong", "plant_found", "kept"),
    [(3, [], True, True), (0, [], True, False), (3, ["one"], True, False), (3, [], False, False)],
)
def test_green_needs_something_examined_nothing_wrong_and_the_plant(
    examined: int, wrong: list[str], plant_found: bool, kept: bool
) -> None:
    assert Ran("x", Found(examined, wrong, plant_found, ""), 1).kept == kept


def test_a_check_that_stops_is_red_and_says_why() -> None:
    def look(_world: World) -> Found:
        raise LookupError("no table")

    ran = run(Check("x", "looks", look), WORLD)

    assert (ran.kept, ran.found.stopped) == (False, True)
    assert ran.details == ["The check itself stopped: LookupError: no table"]


def test_a_figure_over_nothing_says_so() -> None:
    assert (counted(1200, "requests"), counted(0, "requests")) == (
        "1,200 requests",
        "no requests yet (1 planted)",
    )


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match=r"two checks called policy\.coverage"):
        check("policy.coverage", "again")(lambda _world: Found(1, [], plant_found=True, figure=""))
