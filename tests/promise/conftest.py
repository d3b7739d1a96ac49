"""A filled studio in a database of its own, to check and to sabotage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from museminder.promise import checks as _registers_them  # noqa: F401
from museminder.promise.checking import Ran, World, checks, run
from museminder.promise.mutants.trying import Tried, mutants, try_one
from museminder.promise.probe.filling import fill_studio
from museminder.web import assets
from tests.databases import TestDatabase


@pytest.fixture(scope="session")
def built() -> None:
    """Pages name built files by their hash, so they must be there."""
    assets.build()


@pytest.fixture
def world(live_database: TestDatabase) -> World:
    """A studio with a row in every table."""
    assert fill_studio("checked").unfilled == {}
    return World(live_database.superuser_dsn(), scratch=True)


@pytest.fixture
def look(world: World) -> Callable[[str], Ran]:
    """Run one check by its name."""
    return lambda name: run(checks()[name], world)


@pytest.fixture
def survivors(world: World) -> Callable[..., list[str]]:
    """Of these sabotages, those whose check did not turn from green to red."""

    def of(*names: str) -> list[str]:
        tried = [each for name in names for each in try_one(mutants()[name], world.superuser_dsn)]
        assert tried
        return [each.said for each in tried if not each.killed]

    return of


@pytest.fixture
def look_and_sabotage(world: World) -> Callable[..., tuple[Ran, list[str]]]:
    """Run one check, and again under each of these sabotages: the first run, and those that it did not notice.

    What a sabotage does to the database stays: such a one comes last.
    """

    def of(check: str, *names: str) -> tuple[Ran, list[str]]:
        before, survived = run(checks()[check], world), []
        for name in names:
            with mutants()[name].apply(world.superuser_dsn):
                tried = Tried(mutants()[name], before, run(checks()[check], world))
            survived += [] if tried.killed else [tried.said]
        return before, survived

    return of
