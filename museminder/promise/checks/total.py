"""The general claim: as good as the worst of all the others."""

from __future__ import annotations

from museminder.domain.privacy.queries.promise import Standing, State, standings
from museminder.foundation.tenancy.context import site
from museminder.primitives import clock
from museminder.promise.checking import Found, World, check

GENERAL = "C01"
COUNTED = {"proven", "measured", "attested"}


@check("promise.sum", "Adds up all other sentences: this one is kept only while each of them is.")
def add_up(world: World) -> Found:
    """Sentences that can be checked and are not kept at this moment."""
    with site("worker"):
        all_of_them = standings(at=clock.now())
    others = [each for each in all_of_them if each.clause.id != GENERAL and each.clause.kind in COUNTED]
    wrong = not_kept(others)
    return Found(
        len(others), wrong, noticed(others), f"{len(others) - len(wrong)} of {len(others)} sentences kept"
    )


def not_kept(standing: list[Standing]) -> list[str]:
    """Which sentences are not kept, and what is the matter with each."""
    return [f"{each.clause.id}: {each.state}" for each in standing if each.state is not State.KEPT]


def noticed(standing: list[Standing]) -> bool:
    """Whether one more that is broken would make a difference."""
    if not standing:
        return False
    first = standing[0]
    broken = Standing(first.clause, State.BROKEN, first.runs)
    return len(not_kept([*standing, broken])) == len(not_kept(standing)) + 1
