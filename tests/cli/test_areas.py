"""Every area of the command line is found, explains itself, and answers --help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from museminder.cli.areas import areas

PROJECT = Path(__file__).parents[2]


def museminder(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "museminder.cli", *words]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def test_areas_are_found_without_starting_them() -> None:
    assert set(areas()) >= {"check", "database", "run", "serve", "worker"}
    assert areas()["database"] == (
        "Start, stop, look at and update the databases of this computer: the studios', the vault's and the public one."
    )


def test_every_area_says_in_one_line_what_it_is() -> None:
    assert {name: line for name, line in areas().items() if not line.endswith((".", "?"))} == {}


@pytest.mark.parametrize("area", sorted(areas()))
def test_every_area_answers_help(area: str) -> None:
    said = museminder(area, "--help")

    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"usage: museminder {area} ")


def test_help_lists_every_area() -> None:
    said = museminder("--help").stdout

    assert [area for area in areas() if f"  {area} " not in said] == []


def test_unknown_area_is_refused_with_the_usage() -> None:
    said = museminder("unknown-area")

    assert (said.returncode, said.stdout.split("\n")[0]) == (2, "usage: museminder AREA VERB [--help]")
