"""Files stay small. A cap that is met means: split by noun, never into part two."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase
from pathlib import Path

from tests.architecture.source import our_files, python_files, relative

FUNCTION_CAP = 40
STORY_CAP = 60  # a test may tell a whole story
CAPS = [  # the first that fits counts
    ("tests/*.py", 400),
    ("museminder/*/models/*.py", 200),
    ("museminder/sites/*forms.py", 200),
    ("museminder/sites/*.py", 120),
    ("museminder/*.html", 150),
    ("museminder/*.html.j2", 150),
    ("museminder/*.css", 200),
    ("museminder/*.js", 200),
    ("museminder/*.py", 250),
    ("counterparts/*.py", 250),
    ("benchmarks/*.py", 250),
    ("STYLE.md", 250),
]

# These lists shrink: what is named may lose lines, never gain one, and leaves the list when it fits.
TOO_LONG = {}
TOO_LONG_FUNCTIONS = {
    "museminder/cli/demonstration_school/families.py:_two_households": 52,
}


def test_files_stay_small() -> None:
    long = {
        relative(path): lines
        for path in our_files()
        if (lines := lines_of(path)) > (cap_of(path) or lines) and "migrations" not in path.parts
    }

    assert grown(long, TOO_LONG) == {}
    assert [name for name in TOO_LONG if name not in long] == []


def test_functions_stay_small() -> None:
    long = {
        f"{relative(path)}:{function.name}": lines
        for path in python_files("museminder", "counterparts", "benchmarks", "tests")
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (function.end_lineno or 0) - function.lineno + 1)
        > (STORY_CAP if path.name.startswith("test_") else FUNCTION_CAP)
    }

    assert grown(long, TOO_LONG_FUNCTIONS) == {}
    assert [name for name in TOO_LONG_FUNCTIONS if name not in long] == []


def test_growth_is_noticed() -> None:
    assert grown({"a.py": 300, "b.py": 260, "c.py": 251}, {"a.py": 299, "b.py": 260}) == {
        "a.py": 300,
        "c.py": 251,
    }


def test_caps_are_found_for_what_they_name() -> None:
    named = {
        "museminder/domain/billing/models/invoice.py": 200,
        "museminder/domain/billing/actions/invoices.py": 250,
        "museminder/sites/studio/billing/invoices.py": 120,
        "museminder/sites/studio/templates/studio/billing/invoice.html": 150,
        "tests/domain/billing/actions/test_invoices.py": 400,
    }

    assert {path: cap_of(Path(path)) for path in named} == named


def cap_of(path: Path) -> int | None:
    shown = relative(path) if path.is_absolute() else path.as_posix()
    return next((cap for pattern, cap in CAPS if fnmatchcase(shown, pattern)), None)  # * crosses folders


def lines_of(path: Path) -> int:
    try:
        return len(path.read_text().splitlines())
    except UnicodeDecodeError:
        return 0


def grown(long: dict[str, int], allowed: dict[str, int]) -> dict[str, int]:
    return {name: lines for name, lines in long.items() if lines > allowed.get(name, 0)}
