"""The sweep notices whatever is taken away, and the probe a studio's rule; what else it notices is tested beside it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["row-security-off", "policy-loosened", "table-lent", "studio-rule-dropped"])
def test_what_is_taken_away_is_noticed(survivors, name: str) -> None:
    assert survivors(name) == []
