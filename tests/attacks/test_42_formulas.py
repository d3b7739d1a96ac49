"""Spare attack 2: a name that a spreadsheet would run, typed by a family and taken out by the office."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from museminder.primitives.text import looks_like_formula
from tests.domain.leaving.exporting import FORMULA, export_of, full_studio

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def cells(live_database: None, tmp_path: Path) -> list[str]:
    """Every cell of every CSV file of a whole studio's export."""
    files = export_of(full_studio("ours"), tmp_path / "export")
    return [
        cell
        for name, data in files.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))
        for cell in row
    ]


def test_no_cell_would_be_run(cells: list[str]) -> None:
    assert [cell for cell in cells if looks_like_formula(cell)] == []
    assert any(cell == f"'{FORMULA}" for cell in cells)  # it was there, and is shown as it was typed


@pytest.mark.parametrize("start", DANGEROUS)
def test_every_way_to_begin_a_formula_is_known(start: str) -> None:
    assert looks_like_formula(f"{start}cmd|' /C calc'!A0")
    assert not looks_like_formula("-45.00")
