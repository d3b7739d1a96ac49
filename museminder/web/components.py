"""`ui`: every component of `templates/web/components`, in every template, without an import line.

A global and not `{% import %}`: a block rendered alone for HTMX runs nothing that stands outside it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment

COMPONENTS = Path(__file__).parent / "templates" / "web" / "components"
_MACRO = re.compile(r"{%-?\s*macro\s+([a-z]\w*)\(")


def macro_files(folder: Path = COMPONENTS) -> dict[str, str]:
    """Which file each component is in: badge, "web/components/badge.html"; ValueError if two share a name."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.html")):
        for macro in _MACRO.findall(path.read_text()):
            if macro in found:
                raise ValueError(f"component {macro} is in {found[macro]} and in {path.name}")
            found[macro] = f"web/components/{path.name}"
    return found


class Components:
    """`ui.badge("Paid", "good")` calls the macro `badge`."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._files = macro_files()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name not in self._files:
            raise AttributeError(f"there is no component {name}; see docs/how-to/components.md")
        macro: Callable[..., Any] = getattr(self._env.get_template(self._files[name]).module, name)
        if not self._env.auto_reload:  # in development an edited component is seen at once
            self.__dict__[name] = macro
        return macro
