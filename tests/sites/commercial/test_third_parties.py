"""The page of third parties is the register."""

from __future__ import annotations

from museminder.foundation.outside.register import registered
from museminder.foundation.published.publishing import publish
from museminder.primitives.clock import now


def test_everybody_on_the_register_is_named_with_what_they_get(ask) -> None:
    body = ask("/promise/third-parties/").content.decode()

    assert [party.name for party in registered().values() if party.name not in body] == []
    assert body.count("Contract in force") == sum(
        party.contract_until is not None for party in registered().values()
    )


def test_a_contract_that_ended_is_said(ask, settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {
        key: {"contract_until": "2020-01-01"} for key, party in registered().items() if party.contract_until
    }
    publish(at=now())

    assert "Contract in force" not in ask("/promise/third-parties/").content.decode()
