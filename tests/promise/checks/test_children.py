"""Custody rules stand in the database; a dropped one is noticed."""

from __future__ import annotations


def test_a_dropped_custody_rule_is_noticed(survivors) -> None:
    assert survivors("custody-rule-dropped") == []
