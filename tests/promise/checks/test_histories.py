"""Histories only grow; a role that may edit them is noticed."""

from __future__ import annotations


def test_an_editable_history_is_noticed(survivors) -> None:
    assert survivors("history-editable") == []
