"""Tests stand where the code stands: domain/billing/rules.py, tests/domain/billing/test_rules.py."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import PACKAGE, PROJECT, our_files, python_files, relative

FOLDERS = ("cli", "config", "domain", "foundation", "primitives", "promise", "sites", "web", "api")
# Modules without a test file of their own, one a line: this list shrinks.
UNTESTED = PROJECT / "tests/architecture/untested.txt"
# What these declare is checked as a whole, or by the tests of their area.
DECLARATIONS = {"apps", "events", "personal_data", "urls", "wsgi", "__init__", "__main__"}
DECLARING_FOLDERS = {"models", "settings", "urls"}


def test_every_module_has_its_test_file_or_is_on_the_shrinking_list() -> None:
    without = [relative(module) for module in modules_that_do_something() if not files_testing(module)]

    assert sorted(without) == sorted(UNTESTED.read_text().split())


def test_every_test_file_has_its_module() -> None:
    stray = [
        relative(path)
        for path in our_files()
        if path.name.startswith("test_")
        and path.relative_to(PROJECT).parts[0] == "tests"
        and path.relative_to(PROJECT).parts[1] in FOLDERS
        and not any(place.exists() for place in places_tested_by(path))
    ]

    assert stray == []


def modules_that_do_something() -> list[Path]:
    return [
        path
        for path in python_files("museminder")
        if path.stem not in DECLARATIONS
        and not DECLARING_FOLDERS & set(path.relative_to(PACKAGE).parts[:-1])
        and has_a_function(path)
    ]


def has_a_function(path: Path) -> bool:
    tree = ast.parse(path.read_text())
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def files_testing(module: Path) -> list[Path]:
    """The test file of a module; a long one is split by topic: test_tuition.py, test_tuition_properties.py."""
    folder = PROJECT / "tests" / module.relative_to(PACKAGE).parent
    return [*folder.glob(f"test_{module.stem}.py"), *folder.glob(f"test_{module.stem}_*.py")]


def places_tested_by(test: Path) -> list[Path]:
    """What a test file may be about: a module, a migration, or a package, of its name or the beginning of it."""
    folder = PACKAGE / test.relative_to(PROJECT / "tests").parent
    words = test.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:count]) for count in range(1, len(words) + 1)]
    if words[0] == "every":  # walks through the whole folder
        return [folder]
    migrations = [path for name in names for path in folder.glob(f"[0-9]*_{name}.py")]
    return migrations + [folder / name for name in names] + [folder / f"{name}.py" for name in names]
