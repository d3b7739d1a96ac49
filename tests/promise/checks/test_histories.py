"""Histories only grow; a role that may edit them is noticed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["history-editable", "told-editable"])
def test_an_editable_history_is_noticed(survivors, name: str) -> None:
    assert survivors(name) == []
