"""The sweep notices whatever is taken away; that the probe does is tested beside the probe."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["row-security-off", "policy-loosened", "table-lent"])
def test_what_is_taken_away_is_noticed(survivors, name: str) -> None:
    assert survivors(name) == []
