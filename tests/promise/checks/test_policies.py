"""Posted words stay, and thirty days are thirty days: each sabotage of it is noticed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["words-changed", "versions-editable", "days-not-counted", "time-not-noted"])
def test_what_is_loosened_is_noticed(survivors, name: str) -> None:
    assert survivors(name) == []
