"""The texts we wrote, as they lie in ``texts/``: one file for each version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from museminder.domain.privacy.rules.policy_text import PolicyText, policy_text

TEXTS = Path(__file__).resolve().parents[1] / "texts"


@dataclass(frozen=True, slots=True)
class WrittenPolicy:
    """A version as it was written, before it is posted."""

    number: int
    title: str
    language: str
    summary: str
    material_for_children: bool
    text: PolicyText
    for_children: PolicyText


def written_policy(number: int, folder: Path = TEXTS) -> WrittenPolicy:
    """Read one version: FileNotFoundError for one that nobody wrote, ValueError for one that cannot be understood."""
    written = yaml.safe_load((folder / f"{number}.yaml").read_text())
    return WrittenPolicy(
        number=number,
        title=written["title"],
        language=written["language"],
        summary=written.get("summary", ""),
        material_for_children=written.get("material_for_children", False),
        text=policy_text(written["blocks"]),
        for_children=policy_text(written.get("for_children", [])),
    )
