"""Which areas the command line has: every file beside this one that declares an ``AREA``."""

from __future__ import annotations

import ast
import functools
from pathlib import Path


@functools.cache  # once in a process: CPython 3.11 stumbles when two threads read source at the same moment
def areas() -> dict[str, str]:
    """Every area with its line for the help, read without starting any of them.

    Returns the spoken name (``access-log``) and the first line of the file's text.
    """
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        module = ast.parse(path.read_text())
        if "AREA" in _names_set_in(module):
            found[path.stem.replace("_", "-")] = (ast.get_docstring(module) or "").split("\n")[0]
    return found


def _names_set_in(module: ast.Module) -> set[str]:
    return {
        target.id
        for statement in module.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
