"""Only hosts on the list are spoken to, under contracts in force."""

from __future__ import annotations

from museminder.promise.checks.outside import contracts, register_only, written_first
from museminder.promise.mutants.sabotage import mutants

NOWHERE = ""  # neither of these checks asks the database


def test_nobody_else_is_spoken_to() -> None:
    found = register_only(NOWHERE)

    assert (list(found.wrong), found.plant_found) == ([], True)
    assert found.examined > 600


def test_a_bypassed_register_is_noticed() -> None:
    with mutants()["register-bypassed"].apply(NOWHERE):
        assert len(register_only(NOWHERE).wrong) == 12


def test_contracts_are_in_force() -> None:
    found = contracts(NOWHERE)

    assert (found.examined, list(found.wrong), found.plant_found) == (2, [], True)


def test_a_contract_that_ended_is_noticed(settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {"stripe": {"contract_until": "2020-01-01"}}

    assert contracts(NOWHERE).wrong == ["Stripe: no contract in force"]


def test_nothing_leaves_unwritten() -> None:
    found = written_first(NOWHERE)

    assert (list(found.wrong), found.plant_found, found.examined) == ([], True, 3)


def test_a_client_that_writes_nothing_down_is_noticed() -> None:
    with mutants()["told-unwritten"].apply(NOWHERE):
        assert len(written_first(NOWHERE).wrong) == 2
