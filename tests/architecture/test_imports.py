"""Imports run down. The contracts stand in pyproject.toml; here they are kept, and shown to notice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import PACKAGE, PROJECT, contracts

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", "pyproject.toml"]

# One violation of each kind: (file, its text, the contract that must break).
VIOLATIONS = [
    ("domain/people/rules_of_pages.py", "from museminder.sites import studio\n", "Sites know the domain"),
    ("domain/people/utils.py", "", "Inside every domain area"),
    (
        "domain/people/queries/planted.py",
        "from museminder.domain.billing import models\n",
        "Domain areas depend",
    ),
    ("foundation/tenancy/planted.py", "from museminder.foundation import identity\n", "Foundations depend"),
    ("sites/studio/planted.py", "from museminder.sites import member\n", "No site borrows"),
    ("web/planted.py", "def late():\n    from museminder.domain import people\n", "Shared web machinery"),
    ("domain/billing/queries/planted.py", "import stripe\n", "Only its gateway speaks to Stripe"),
    (
        "domain/people/queries/planted_key.py",
        "import cryptography\n",
        "Only the foundation does cryptography",
    ),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


def test_contracts_are_kept() -> None:
    found = lint(PROJECT)

    assert (found.returncode, found.stdout if found.returncode else "") == (0, "")


def test_contracts_notice_a_violation_of_each_kind(tmp_path: Path) -> None:
    only_python = shutil.ignore_patterns("*.html", "*.css", "*.js", "*.po", "*.mo", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "museminder", ignore=only_python)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for path, text, _ in VIOLATIONS:
        planted = tmp_path / "museminder" / path
        for folder in (planted.parent, *planted.parents):  # an area may not have this folder yet
            if folder == tmp_path:
                break
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "__init__.py").touch()
        planted.write_text(text)

    said = lint(tmp_path).stdout
    broken = [contract["name"] for contract in contracts() if f"{contract['name']} BROKEN" in said]

    assert [wanted for *_, wanted in VIOLATIONS if not any(name.startswith(wanted) for name in broken)] == []
