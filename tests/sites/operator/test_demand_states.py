"""A demand stands as far as its approvals have come, and is over on its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from museminder.domain.oversight.models import LegalDemand
from museminder.primitives.ids import uuid7
from museminder.sites.operator.demand_states import state_of
from tests.schools import NOON


def state(**facts: Any) -> str:
    demand = LegalDemand(expires_at=NOON + timedelta(days=1), **facts)
    demand._state.fields_cache["export"] = None  # nothing was asked for
    return state_of(demand, facts.get("received_at", NOON))[0]


def test_each_step_has_its_words() -> None:
    one, two = {"first_approver_id": uuid7()}, {"first_approver_id": uuid7(), "second_approver_id": uuid7()}

    assert [state(), state(**one), state(**two)] == ["Waits for two", "Approved by one", "Approved by two"]
    assert state(received_at=NOON + timedelta(days=1)) == "Over"
    assert state(**two, closed_as="revoked") == "Revoked"
