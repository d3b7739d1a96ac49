"""What the architecture tests look at: our own files, and the layers as pyproject.toml states them."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "museminder"


@cache
def our_files() -> tuple[Path, ...]:
    """Every file under version control or about to be; what is ignored (built, installed) is not ours."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    paths = (PROJECT / name for name in names.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def python_files(*folders: str) -> list[Path]:
    """Our Python files under these folders of the project, migrations left out."""
    wanted = [PROJECT / folder for folder in folders]
    return [
        path
        for path in our_files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and any(path.is_relative_to(folder) for folder in wanted)
    ]


@cache
def contracts() -> tuple[dict[str, object], ...]:
    """The import contracts, as import-linter reads them."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    return tuple(settings["tool"]["importlinter"]["contracts"])


def heights_in(container: str) -> dict[str, int]:
    """How high each part of a package stands; parts of one row have the same height, the lowest has 0."""
    [layers] = [each["layers"] for each in contracts() if each.get("containers") == [container]]
    rows = [row.replace("(", "").replace(")", "").split(" | ") for row in reversed(layers)]
    return {part.strip(): height for height, row in enumerate(rows) for part in row}


def relative(path: Path) -> str:
    """A path as it is written in the lists of these tests."""
    return path.relative_to(PROJECT).as_posix()
