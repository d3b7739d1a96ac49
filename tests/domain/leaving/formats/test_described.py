"""The reference names every table and column of an export, and what is not in it."""

from __future__ import annotations

from museminder.domain.leaving.formats.described import export_format_page
from museminder.domain.leaving.rules.taken import STAYS, tables


def test_every_table_column_and_reason_is_described() -> None:
    page = export_format_page()
    _, *described = page.split("\n### ")

    assert [part.split("\n")[0] for part in described] == [table.name for table in tables()]
    assert [
        f"{table.name}.{column}"
        for table, part in zip(tables(), described, strict=True)
        for column in table.columns
        if f"| `{column}` | " not in part
    ] == []
    assert [label for label, why in STAYS.items() if f"| `{label}` | {why} |" not in page] == []
    assert "| `family_id` | id | of `people.family` |" in page
    assert "| `address` | JSON | kept sealed here; or nothing |" in page
