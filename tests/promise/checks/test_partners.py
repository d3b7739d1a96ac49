"""Partners are apart, named, and told nothing without a live consent; each sabotage is noticed."""

from __future__ import annotations

import pytest

from museminder.promise.checking import World
from museminder.promise.checks.partners import apart, fit, named_way_out
from museminder.promise.mutants.sabotage import mutants
from museminder.promise.probe.filling import fill_studio
from tests.databases import TestDatabase

NOWHERE = World("")  # neither of these two checks asks the database


def test_no_partner_is_told_anything_as_if_it_helped_us() -> None:
    found = apart(NOWHERE)

    assert (list(found.wrong), found.plant_found, found.examined) == ([], True, 7)


def test_no_family_is_led_elsewhere() -> None:
    found = named_way_out(NOWHERE)

    assert (list(found.wrong), found.plant_found, found.examined) == ([], True, 12)


@pytest.mark.parametrize(
    ("name", "look"), [("partner-like-a-helper", apart), ("led-anywhere", named_way_out)]
)
def test_a_sabotage_of_the_program_is_noticed(name: str, look: object) -> None:
    with mutants()[name].apply(""):
        assert look(NOWHERE).wrong != []  # type: ignore[operator]


@pytest.mark.parametrize("name", ["", "consent-not-asked", "consent-of-another", "told-on-no-ground"])
def test_a_consent_fits_itself_alone(live_database: TestDatabase, name: str) -> None:
    fill_studio("consenting")
    world = World(live_database.superuser_dsn(), scratch=True)
    if name:
        mutants()[name].apply(world.superuser_dsn).__enter__()

    found = fit(world)

    assert (found.examined, found.plant_found, found.wrong != []) == (11, True, bool(name))
