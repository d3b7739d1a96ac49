"""The documents name what exists."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source import PACKAGE, PROJECT, heights_in, our_files, relative

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
PATH = re.compile(r"`((?:museminder|tests|bin|docs|requirements|counterparts|benchmarks|deploy)/[\w./-]*)`")


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{relative(page)} -> {target}"
        for page in documents()
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]

    assert dead == []


def test_paths_named_in_documents_exist() -> None:
    gone = [
        f"{relative(page)}: {path}"
        for page in documents()
        for path in PATH.findall(page.read_text())
        if not (PROJECT / path).exists()
    ]

    assert gone == []


def test_map_names_every_area_that_exists_and_no_other() -> None:
    text = (PROJECT / "docs/map.md").read_text()
    for part in ("domain", "foundation"):
        named = set(re.findall(rf"`{part}/(\w+)`", text))
        there = {folder.name for folder in (PACKAGE / part).iterdir() if (folder / "__init__.py").exists()}
        assert named == there & set(heights_in(f"museminder.{part}"))


def test_style_guide_is_made_of_pairs() -> None:
    text = (PROJECT / "STYLE.md").read_text()

    assert text.count("# Bad") == text.count("# Good") > 15


def documents() -> list[Path]:
    return [path for path in our_files() if path.suffix == ".md"]
