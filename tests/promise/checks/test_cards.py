"""Every text field refuses card numbers; without the filter the check is red."""

from __future__ import annotations


def test_no_field_takes_a_card_number_and_a_removed_filter_is_noticed(survivors) -> None:
    assert survivors("card-filter-removed") == []
