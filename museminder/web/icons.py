"""The one picture file of all pages: the Lucide icons our templates and pages name."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

# Named by data and not by a template or a page, so that no search finds them.
ALWAYS = frozenset({"circle-help", "house", "search"})
_WORD = re.compile(r"""["']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["']""")
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def quoted_words(files: Iterable[Path]) -> set[str]:
    """Every quoted word that could name an icon: one too many costs some bytes, a missing one is a hole."""
    found: set[str] = set(ALWAYS)
    for path in files:
        found.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return found


def drawn(names: Iterable[str], drawings: Path) -> list[str]:
    """Which of these names are icons, sorted."""
    known = (
        {entry.name.removesuffix(".svg") for entry in os.scandir(drawings)} if drawings.exists() else set()
    )
    return sorted(known.intersection(names))


def sprite(names: Iterable[str], drawings: Path) -> str:
    """One SVG with a symbol for each icon; `drawings` is the folder of lucide-static."""
    symbols = [_symbol(name, (drawings / f"{name}.svg").read_text()) for name in names]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>\n"])


def _symbol(name: str, drawing: str) -> str:
    inside = _DRAWING.search(drawing)
    if inside is None:
        raise ValueError(f"the drawing of {name} is not an SVG")
    lines = re.sub(r"\n\s*", "", inside[1])
    return f'<symbol id="{name}" viewBox="0 0 24 24">{lines}</symbol>'
