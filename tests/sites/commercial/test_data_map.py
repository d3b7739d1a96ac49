"""The data map says what the program declares."""

from __future__ import annotations

from html import unescape

from museminder.primitives.holdings import holdings


def test_every_declared_field_is_counted_and_named(ask) -> None:
    body = unescape(ask("/promise/data-map/").content.decode())
    fields = sum(len(holding.fields) for holding in holdings().values())

    assert f"{fields:,} fields, each with a class." in body
    assert [holding.model for holding in holdings().values() if holding.purpose not in body] == []
