"""What came of looking through the backups and of bringing them back: one row each time, kept beside the backups."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from museminder.foundation.backups.arrangements import folder_of
from museminder.foundation.embedded.secrets import exclusively, private_folder, write_private

VERIFY, DRILL = "verify", "drill"
KEPT = 400  # rows: a year of nights
FILE = "results.jsonl"


@dataclass(frozen=True, slots=True)
class Result:
    """One look (``verify``) or one restore (``drill``): of which backups by cluster, what was wrong, the figures."""

    kind: str
    began_at: dt.datetime
    ended_at: dt.datetime
    store: str
    backups: Mapping[str, str]
    wrong: Sequence[str]
    figures: Mapping[str, Any]

    @property
    def passed(self) -> bool:
        """Something was looked at, and nothing was wrong."""
        return bool(self.backups) and not self.wrong


def keep_result(home: Path, result: Result) -> None:
    """Add a row to those of a MuseMinder folder; the oldest go."""
    folder = folder_of(home)
    private_folder(folder)
    with exclusively(folder / "results.lock"):
        row = json.dumps(asdict(result), default=dt.datetime.isoformat)
        rows = [*_rows(home), row][-KEPT:]
        write_private(folder / FILE, "\n".join(rows) + "\n")


def results(home: Path, kind: str) -> list[Result]:
    """Every row of a kind that is kept, oldest first."""
    return [found for row in _rows(home) if (found := _read(row)).kind == kind]


def last_result(home: Path, kind: str, *, passed: bool = False) -> Result | None:
    """The newest row of a kind, or the newest that found nothing wrong."""
    return next((each for each in reversed(results(home, kind)) if each.passed or not passed), None)


def _rows(home: Path) -> list[str]:
    try:
        return (folder_of(home) / FILE).read_text().splitlines()
    except FileNotFoundError:
        return []


def _read(row: str) -> Result:
    facts = json.loads(row)
    for moment in ("began_at", "ended_at"):
        facts[moment] = dt.datetime.fromisoformat(facts[moment])
    return Result(**facts)
